package io.xiaozhimesh.asr.sensevoice;

/**
 * Kaldi's log mel filter bank as FunASR's models expect it: 16 kHz samples in the range of 16-bit integers, windows of
 * 25
 * ms every 10 ms that lie wholly inside the signal, no dither. Per window: subtract the mean, pre-emphasise with 0.97,
 * Hamming window, power spectrum of 512 points, 80 triangles from 20 to 8000 Hz that are linear on the mel scale
 * 1127 ln(1 + f / 700) and not normalised, natural logarithm floored at the smallest float step. Thread-safe.
 */
final class FilterBank {

  static final int BANDS = 80;

  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final int WINDOW_SAMPLES = 400;
  private static final int SHIFT_SAMPLES = 160;
  private static final double PREEMPHASIS = 0.97;
  private static final double LOW_HZ = 20;
  private static final double HIGH_HZ = 8_000;
  private static final double FLOOR = 1.1920929e-7;

  private static final double[] HAMMING = hamming();
  private static final double[][] TRIANGLES = triangles();
  private static final int[] FIRST_BIN = new int[BANDS];
  private static final int[] END_BIN = new int[BANDS];

  static {
    for (int band = 0; band < BANDS; band++) {
      FIRST_BIN[band] = firstBin(TRIANGLES[band]);
      END_BIN[band] = endBin(TRIANGLES[band]);
    }
  }

  private FilterBank() {
  }

  /** One row of {@link #BANDS} per window; none for less than 25 ms. */
  static float[][] compute(short[] pcm) {
    int rows = pcm.length < WINDOW_SAMPLES ? 0 : 1 + (pcm.length - WINDOW_SAMPLES) / SHIFT_SAMPLES;
    float[][] features = new float[rows][];
    PowerSpectrum spectrum = new PowerSpectrum();
    double[] window = new double[PowerSpectrum.SIZE];
    double[] power = new double[PowerSpectrum.BINS];
    for (int row = 0; row < rows; row++) {
      shape(pcm, row * SHIFT_SAMPLES, window);
      spectrum.compute(window, power);
      features[row] = logMel(power);
    }
    return features;
  }

  private static void shape(short[] pcm, int from, double[] window) {
    double mean = 0;
    for (int i = 0; i < WINDOW_SAMPLES; i++) {
      mean += pcm[from + i];
    }
    mean /= WINDOW_SAMPLES;
    for (int i = WINDOW_SAMPLES - 1; i >= 0; i--) {
      double before = pcm[from + Math.max(0, i - 1)] - mean;
      window[i] = (pcm[from + i] - mean - PREEMPHASIS * before) * HAMMING[i];
    }
  }

  private static float[] logMel(double[] power) {
    float[] mel = new float[BANDS];
    for (int band = 0; band < BANDS; band++) {
      double energy = 0;
      for (int bin = FIRST_BIN[band]; bin < END_BIN[band]; bin++) {
        energy += TRIANGLES[band][bin] * power[bin];
      }
      mel[band] = (float) Math.log(Math.max(energy, FLOOR));
    }
    return mel;
  }

  private static double[] hamming() {
    double[] window = new double[WINDOW_SAMPLES];
    for (int i = 0; i < WINDOW_SAMPLES; i++) {
      window[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (WINDOW_SAMPLES - 1));
    }
    return window;
  }

  private static double[][] triangles() {
    double low = mel(LOW_HZ);
    double step = (mel(HIGH_HZ) - low) / (BANDS + 1);
    double[][] triangles = new double[BANDS][PowerSpectrum.BINS];
    for (int band = 0; band < BANDS; band++) {
      double left = low + band * step;
      for (int bin = 0; bin < PowerSpectrum.BINS; bin++) {
        double at = mel((double) bin * SAMPLE_RATE_HZ / PowerSpectrum.SIZE);
        triangles[band][bin] = Math.max(0, Math.min((at - left) / step, (left + 2 * step - at) / step));
      }
    }
    return triangles;
  }

  private static double mel(double hz) {
    return 1127 * Math.log(1 + hz / 700);
  }

  private static int firstBin(double[] triangle) {
    int bin = 0;
    while (bin < triangle.length && triangle[bin] == 0) {
      bin++;
    }
    return bin;
  }

  private static int endBin(double[] triangle) {
    int bin = triangle.length;
    while (bin > 0 && triangle[bin - 1] == 0) {
      bin--;
    }
    return bin;
  }
}
