package io.xiaozhimesh.vad.internal;

/** The units of the stage: 16 kHz mono, in windows of 512 samples (32 ms), which is what the model takes. */
public final class AudioTime {

  /** Samples per second. */
  public static final int SAMPLE_RATE_HZ = 16_000;

  /** Samples per window. */
  public static final int WINDOW_SAMPLES = 512;

  private static final int SAMPLES_PER_MS = SAMPLE_RATE_HZ / 1000;

  private AudioTime() {
  }

  /** Milliseconds as samples. */
  public static int samples(int ms) {
    return ms * SAMPLES_PER_MS;
  }

  /** Samples as whole milliseconds. */
  public static long ms(long samples) {
    return samples / SAMPLES_PER_MS;
  }
}
