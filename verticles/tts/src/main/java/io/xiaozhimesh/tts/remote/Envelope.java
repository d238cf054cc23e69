package io.xiaozhimesh.tts.remote;

/** Takes the bytes of a sound out of the body of an HTTP answer that arrives cut anywhere. Pure; not thread-safe. */
public interface Envelope {

  /**
   * The type that the service names, or null; before the first bytes.
   *
   * @throws io.xiaozhimesh.protocol.bus.MeshException when that cannot hold a sound
   */
  default void type(String contentType) {
  }

  /** The bytes of sound in what came before and these; may be none. */
  byte[] accept(byte[] body);

  /** The bytes of sound that are there only now that the body has ended. */
  default byte[] end() {
    return new byte[0];
  }
}
