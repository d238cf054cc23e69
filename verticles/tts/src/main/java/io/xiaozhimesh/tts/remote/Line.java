package io.xiaozhimesh.tts.remote;

/** What a {@link Talk} may do on its socket. On the socket's context only. */
public interface Line {

  /** Sends a text message. */
  void send(String message);

  /** Sends a binary message. */
  void send(byte[] message);

  /** Passes bytes of sound on. */
  void sound(byte[] bytes);

  /** Everything has been said. */
  void done();
}
