package io.xiaozhimesh.plugins.mcp.client;

/** Counts what comes unasked in each second. Pure; not thread-safe. */
final class StrayMeter {

  private static final long WINDOW_MS = 1_000;

  private final int perSecondMax;
  private long windowMs = Long.MIN_VALUE;
  private int count;

  StrayMeter(int perSecondMax) {
    this.perSecondMax = perSecondMax;
  }

  /** One more; true when that is too many. */
  boolean tooMany(long nowMs) {
    if (windowMs == Long.MIN_VALUE || nowMs - windowMs >= WINDOW_MS) {
      windowMs = nowMs;
      count = 0;
    }
    return ++count > perSecondMax;
  }
}
