package io.xiaozhimesh.ingress.socket;

/** A token bucket: so many at once, so many per second in the long run. Not thread-safe. */
final class RateLimit {

  private final double perMs;
  private final double burst;
  private double tokens;
  private long filledAtMs;

  RateLimit(double perSecond, double burst, long nowMs) {
    this.perMs = perSecond / 1_000;
    this.burst = burst;
    this.tokens = burst;
    this.filledAtMs = nowMs;
  }

  boolean tryTake(long nowMs) {
    tokens = Math.min(burst, tokens + (nowMs - filledAtMs) * perMs);
    filledAtMs = nowMs;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
