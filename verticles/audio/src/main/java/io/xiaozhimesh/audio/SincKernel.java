package io.xiaozhimesh.audio;

/**
 * The taps of {@link Resampler}: a sinc under a Kaiser window of shape β = 0.1102·(A-8.7) for A = 80 dB of stop-band
 * attenuation. With 32 zero crossings on each side the transition band is (A-7.95)/(14.36·64)·2 = 16 % of the Nyquist
 * frequency, so the cut-off is placed half of that below it.
 */
final class SincKernel {

  private static final int ZERO_CROSSINGS = 32;
  private static final double ATTENUATION_DB = 80;
  private static final double BETA = 0.1102 * (ATTENUATION_DB - 8.7);
  private static final double ROLL_OFF = 0.92;

  private SincKernel() {
  }

  /** Taps on each side of an output sample when the band ends at {@code cutoff} (0 to 1) of the input's. */
  static int halfTaps(double cutoff) {
    return (int) Math.ceil(ZERO_CROSSINGS / cutoff);
  }

  /** One row of 2·half taps per phase; each row passes a constant unchanged. */
  static float[][] taps(int phases, int half, double cutoff) {
    float[][] rows = new float[phases][];
    for (int p = 0; p < phases; p++) {
      rows[p] = row((double) p / phases, half, cutoff * ROLL_OFF);
    }
    return rows;
  }

  private static float[] row(double fraction, int half, double cutoff) {
    double[] exact = new double[2 * half];
    double sum = 0;
    for (int j = 0; j < exact.length; j++) {
      double distance = fraction + half - 1 - j;
      exact[j] = sinc(cutoff * distance) * kaiser(distance / half);
      sum += exact[j];
    }
    float[] row = new float[exact.length];
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) (exact[j] / sum);
    }
    return row;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) > 1 ? 0 : bessel0(BETA * Math.sqrt(1 - x * x)) / bessel0(BETA);
  }

  /** The modified Bessel function of order 0 by its power series Σ ((x/2)^k / k!)². */
  private static double bessel0(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-14; k++) {
      term *= (x / 2 / k) * (x / 2 / k);
      sum += term;
    }
    return sum;
  }
}
