package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonObject;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * One distribution of times at one number of sessions. Values are recorded from any thread in milliseconds and kept with
 * three digits; negative ones count as zero.
 */
final class Measure {

  private static final long HIGHEST_US = 600_000_000;

  private final String name;
  private final int sessions;
  private final double limitP99Ms;
  private final Histogram histogram = new ConcurrentHistogram(HIGHEST_US, 3);

  /** A distribution; {@code limitP99Ms} is what its p99 should keep, or infinity. */
  Measure(String name, int sessions, double limitP99Ms) {
    this.name = name;
    this.sessions = sessions;
    this.limitP99Ms = limitP99Ms;
  }

  void record(double ms) {
    histogram.recordValue(Math.min(HIGHEST_US, Math.max(0, Math.round(ms * 1000))));
  }

  String name() {
    return name;
  }

  int sessions() {
    return sessions;
  }

  long count() {
    return histogram.getTotalCount();
  }

  /** How many values lie from one time to below another. */
  long countBetweenMs(double fromMs, double toMs) {
    long fromUs = Math.round(fromMs * 1000);
    return histogram.getCountBetweenValues(fromUs, Math.max(fromUs, Math.min(HIGHEST_US, Math.round(toMs * 1000) - 1)));
  }

  double percentileMs(double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1000.0;
  }

  double maxMs() {
    return histogram.getMaxValue() / 1000.0;
  }

  boolean limited() {
    return limitP99Ms < Double.POSITIVE_INFINITY;
  }

  double limitP99Ms() {
    return limitP99Ms;
  }

  /** Whether there is something to judge and it keeps its limit. */
  boolean kept() {
    return !limited() || count() > 0 && percentileMs(99) <= limitP99Ms;
  }

  JsonObject json() {
    JsonObject json = new JsonObject().put("name", name).put("sessions", sessions).put("unit", "ms").put("n", count())
        .put("p50", percentileMs(50)).put("p90", percentileMs(90)).put("p95", percentileMs(95))
        .put("p99", percentileMs(99)).put("p999", percentileMs(99.9)).put("max", maxMs());
    return limited() ? json.put("limitP99", limitP99Ms).put("kept", kept()) : json;
  }
}
