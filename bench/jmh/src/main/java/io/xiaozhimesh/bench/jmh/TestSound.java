package io.xiaozhimesh.bench.jmh;

import java.util.SplittableRandom;

/** Voice-like sound by arithmetic: harmonics of a swaying pitch over a little noise; the same in every run. */
final class TestSound {

  private TestSound() {
  }

  static short[] of(int samples, int sampleRateHz) {
    short[] pcm = new short[samples];
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < samples; i++) {
      double t = (double) i / sampleRateHz;
      double phase = 2 * Math.PI * (130 * t + 0.8 * Math.sin(2 * Math.PI * 4 * t));
      double sum = 0;
      for (int k = 1; k <= 20; k++) {
        sum += Math.sin(k * phase) / (1 + Math.abs(k - 5));
      }
      pcm[i] = (short) (3_000 * sum * (0.6 + 0.4 * Math.sin(2 * Math.PI * 3 * t)) + random.nextInt(-100, 100));
    }
    return pcm;
  }
}
