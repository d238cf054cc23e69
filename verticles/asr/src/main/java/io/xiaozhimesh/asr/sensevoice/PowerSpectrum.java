package io.xiaozhimesh.asr.sensevoice;

/** The power spectrum of 512 real samples by a radix-2 transform. One thread: it reuses its arrays. */
final class PowerSpectrum {

  static final int SIZE = 512;
  static final int BINS = SIZE / 2;

  private static final double[] COS = new double[BINS];
  private static final double[] SIN = new double[BINS];
  private static final int[] REVERSED = new int[SIZE];

  static {
    for (int i = 0; i < BINS; i++) {
      COS[i] = Math.cos(2 * Math.PI * i / SIZE);
      SIN[i] = -Math.sin(2 * Math.PI * i / SIZE);
    }
    for (int i = 0; i < SIZE; i++) {
      REVERSED[i] = Integer.reverse(i) >>> (Integer.SIZE - 9);
    }
  }

  private final double[] re = new double[SIZE];
  private final double[] im = new double[SIZE];

  /** Writes the power of bins 0 to 255 of {@code samples}, which is {@link #SIZE} long. */
  void compute(double[] samples, double[] power) {
    for (int i = 0; i < SIZE; i++) {
      re[i] = samples[REVERSED[i]];
      im[i] = 0;
    }
    for (int half = 1; half < SIZE; half *= 2) {
      butterflies(half);
    }
    for (int i = 0; i < BINS; i++) {
      power[i] = re[i] * re[i] + im[i] * im[i];
    }
  }

  private void butterflies(int half) {
    int stride = SIZE / (2 * half);
    for (int start = 0; start < SIZE; start += 2 * half) {
      for (int k = 0; k < half; k++) {
        int a = start + k;
        int b = a + half;
        double c = COS[k * stride];
        double s = SIN[k * stride];
        double tr = re[b] * c - im[b] * s;
        double ti = re[b] * s + im[b] * c;
        re[b] = re[a] - tr;
        im[b] = im[a] - ti;
        re[a] += tr;
        im[a] += ti;
      }
    }
  }
}
