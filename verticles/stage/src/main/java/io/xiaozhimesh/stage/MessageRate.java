package io.xiaozhimesh.stage;

/** Messages per second, from a count that only grows. Pure; not thread-safe. */
final class MessageRate {

  /** Over at least so long, in milliseconds: announcements may follow each other closely. */
  static final long OVER_MS = 1_000;

  private boolean begun;
  private long sinceMs;
  private long sinceCount;
  private int perS;

  /** The rate when the count stands at this. */
  int perS(long count, long nowMs) {
    if (!begun) {
      begun = true;
      sinceMs = nowMs;
      sinceCount = count;
    } else if (nowMs - sinceMs >= OVER_MS) {
      perS = (int) Math.min(Integer.MAX_VALUE, Math.round(Math.max(0, count - sinceCount) * 1_000.0 / (nowMs - sinceMs)));
      sinceMs = nowMs;
      sinceCount = count;
    }
    return perS;
  }
}
