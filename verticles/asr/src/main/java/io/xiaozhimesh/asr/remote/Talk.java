package io.xiaozhimesh.asr.remote;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;

/**
 * The messages that go over a socket for one utterance. Pure; called on one context. Throws what a message of failure
 * means as a {@link MeshException}; anything else that it throws means that the service's message cannot be read.
 */
public interface Talk {

  /** The socket is open. */
  void opened(Line line);

  /** Sends a piece of audio; never called before {@link Line#ready}. */
  default void audio(byte[] pcm, Line line) {
    line.send(pcm);
  }

  /** Sends the last piece, which may be empty, and says that there are no more. */
  void end(byte[] rest, Line line);

  /** A text message came. */
  default void text(String message, Line line) {
    throw new MeshException(MeshError.PROVIDER_FAILED, "the service sent text where it should not");
  }

  /** A binary message came. */
  default void binary(byte[] message, Line line) {
    throw new MeshException(MeshError.PROVIDER_FAILED, "the service sent bytes where it should not");
  }
}
