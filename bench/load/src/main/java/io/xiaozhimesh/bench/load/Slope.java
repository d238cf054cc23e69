package io.xiaozhimesh.bench.load;

import java.util.List;

/**
 * Whether a series grows: a straight line fitted by least squares, its slope held against its own standard error (Student's
 * t with n - 2 degrees of freedom, taken as 3 from six values on). A series that grows by less than a tenth of its mean over
 * the whole time is flat whatever the test says.
 *
 * @param perStep growth from one value to the next
 * @param t slope over its standard error; infinite for a perfect line that rises, 0 for a constant one
 * @param growth growth over the whole series as a share of its mean
 */
record Slope(double perStep, double t, double growth) {

  /** Fewer values say nothing. */
  static final int VALUES_MIN = 6;

  private static final double T_MAX = 3;
  private static final double GROWTH_MAX = 0.1;

  static Slope of(List<Double> values) {
    int n = values.size();
    double meanY = values.stream().mapToDouble(v -> v).average().orElse(0);
    double meanX = (n - 1) / 2.0;
    double sxx = 0;
    double sxy = 0;
    for (int i = 0; i < n; i++) {
      sxx += (i - meanX) * (i - meanX);
      sxy += (i - meanX) * (values.get(i) - meanY);
    }
    double slope = sxx == 0 ? 0 : sxy / sxx;
    double residual = 0;
    for (int i = 0; i < n; i++) {
      double off = values.get(i) - meanY - slope * (i - meanX);
      residual += off * off;
    }
    double error = n > 2 && sxx > 0 ? Math.sqrt(residual / (n - 2) / sxx) : 0;
    double t = error > 0 ? slope / error : slope == 0 ? 0 : Math.signum(slope) * Double.POSITIVE_INFINITY;
    return new Slope(slope, t, meanY == 0 ? 0 : slope * (n - 1) / meanY);
  }

  boolean flat() {
    return t <= T_MAX || growth <= GROWTH_MAX;
  }
}
