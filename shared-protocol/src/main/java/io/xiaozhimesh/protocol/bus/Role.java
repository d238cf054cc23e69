package io.xiaozhimesh.protocol.bus;

import java.util.Locale;
import java.util.Optional;

/** The stages of the mesh. */
public enum Role {
  /** Owns the socket, the session and the turn. */
  INGRESS,
  /** Finds speech. */
  VAD,
  /** Recognises it. */
  ASR,
  /** Thinks. */
  DIALOGUE,
  /** Speaks. */
  TTS,
  /** Runs tools. */
  PLUGINS,
  /** Answers the device's HTTP. */
  OTA,
  /** Keeps what must survive. */
  REGISTRY,
  /** Lets workers in other languages take part; is announced under the roles of its workers. */
  BRIDGE;

  /** The name in addresses, configuration and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this name, in any case. */
  public static Optional<Role> of(String name) {
    for (Role r : values()) {
      if (r.key().equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(r);
      }
    }
    return Optional.empty();
  }
}
