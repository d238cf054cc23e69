package io.xiaozhimesh.asr.remote;

/** What a {@link Talk} may do on its socket. On the socket's context only. */
public interface Line {

  /** Sends a text message. */
  void send(String message);

  /** Sends a binary message. */
  void send(byte[] message);

  /** The service takes audio from now on. */
  void ready();

  /** Whether the utterance has ended and the service was told. */
  boolean ended();

  /** Passes on what has been understood so far. */
  void interim(String text);

  /** This is all that was said. */
  void done(String text);

  /** The same, unless another message comes within this time. */
  void doneUnlessMore(String text, int withinMs);
}
