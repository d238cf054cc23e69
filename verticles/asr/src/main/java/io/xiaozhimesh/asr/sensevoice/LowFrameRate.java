package io.xiaozhimesh.asr.sensevoice;

/**
 * Seven neighbouring frames side by side, every sixth frame: one row of 560 per 60 ms. Row i holds the frames 6i - 3 to
 * 6i + 3; the first and the last frame stand in for what lies outside. Pure.
 */
final class LowFrameRate {

  private static final int WIDTH = 7;
  private static final int SHIFT = 6;

  /** Values per row. */
  static final int DIMENSIONS = WIDTH * FilterBank.BANDS;

  private LowFrameRate() {
  }

  /** All rows one after the other. */
  static float[] stack(float[][] frames) {
    int rows = (frames.length + SHIFT - 1) / SHIFT;
    float[] stacked = new float[rows * DIMENSIONS];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < WIDTH; k++) {
        int frame = Math.max(0, Math.min(frames.length - 1, row * SHIFT - WIDTH / 2 + k));
        System.arraycopy(frames[frame], 0, stacked, row * DIMENSIONS + k * FilterBank.BANDS, FilterBank.BANDS);
      }
    }
    return stacked;
  }
}
