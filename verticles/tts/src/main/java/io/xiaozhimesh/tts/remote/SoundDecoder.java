package io.xiaozhimesh.tts.remote;

/** Makes samples of the bytes of a sound, cut anywhere. Pure; not thread-safe. */
public interface SoundDecoder {

  /** What the service says of the sound, as a media type, or null; before the first bytes. */
  default void type(String contentType) {
  }

  /**
   * The samples in what came before and these bytes.
   *
   * @throws io.xiaozhimesh.protocol.bus.MeshException PROVIDER_FAILED when this is no such sound
   */
  short[] accept(byte[] bytes);

  /** The rate of the samples, in Hz. */
  int sampleRateHz();
}
