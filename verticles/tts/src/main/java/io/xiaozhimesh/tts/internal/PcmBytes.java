package io.xiaozhimesh.tts.internal;

/** Joins little-endian 16-bit samples out of bytes that were cut anywhere. Not thread-safe. */
public final class PcmBytes {

  private int low = -1;

  /** The whole samples in what came before and these bytes. */
  public short[] accept(byte[] bytes, int offset, int length) {
    int carried = low < 0 ? 0 : 1;
    short[] samples = new short[(length + carried) / 2];
    int at = offset;
    for (int i = 0; i < samples.length; i++) {
      int first = low >= 0 ? low : bytes[at++] & 0xff;
      low = -1;
      samples[i] = (short) (first | bytes[at++] << 8);
    }
    if (at < offset + length) {
      low = bytes[at] & 0xff;
    }
    return samples;
  }
}
