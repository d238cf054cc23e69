package io.xiaozhimesh.audio;

/** Encodes mono PCM to Opus packets of one duration. One instance serves one stream and one thread at a time. */
public interface OpusEncoder extends AutoCloseable {

  /** Samples that each call to {@link #encode} takes. */
  int frameSamples();

  /**
   * Encodes one frame.
   *
   * @param pcm at least {@link #frameSamples} samples from {@code offset}
   */
  byte[] encode(short[] pcm, int offset);

  /** Releases native memory, if any. */
  @Override
  void close();
}
