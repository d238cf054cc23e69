package io.xiaozhimesh.asr.buffered;

import java.util.Arrays;

/** The PCM of one utterance, growing to a bound. Not thread-safe. */
final class PcmBuffer {

  private static final int FIRST_SAMPLES = 16_000;

  private final int samplesMax;
  private short[] samples = new short[0];
  private int length;

  PcmBuffer(int samplesMax) {
    this.samplesMax = samplesMax;
  }

  /** Appends a copy of what fits and tells how many samples did not. */
  int append(short[] pcm) {
    int fits = Math.min(pcm.length, samplesMax - length);
    reserve(length + fits);
    System.arraycopy(pcm, 0, samples, length, fits);
    length += fits;
    return pcm.length - fits;
  }

  /** What was collected, as an array of its own. */
  short[] toArray() {
    return Arrays.copyOf(samples, length);
  }

  private void reserve(int wanted) {
    if (wanted > samples.length) {
      int grown = Math.max(FIRST_SAMPLES, Math.max(wanted, samples.length * 2));
      samples = Arrays.copyOf(samples, Math.min(samplesMax, grown));
    }
  }
}
