package io.xiaozhimesh.tts.remote;

/**
 * The messages that go over a socket for one sentence. Pure; called on one context. Throws what a message of failure
 * means as a {@link io.xiaozhimesh.protocol.bus.MeshException}; anything else that it throws means that the service's
 * message cannot be read.
 */
public interface Talk {

  /** The socket is open. */
  void opened(Line line);

  /** A text message came. */
  void text(String message, Line line);

  /** A binary message came. */
  default void binary(byte[] message, Line line) {
    line.sound(message);
  }
}
