package io.xiaozhimesh.bench.device.firmware;

import java.util.Locale;

/** Who decides that the speaker has finished, and whether the microphone stays on during an answer. */
public enum ListeningMode {
  /** The server decides; the microphone is off during an answer. */
  AUTO,
  /** Push to talk: the device says when; the microphone is off during an answer. */
  MANUAL,
  /** The server decides; the device cancels echo and keeps the microphone on. */
  REALTIME;

  /** The word of the wire: "auto", "manual" or "realtime". */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
