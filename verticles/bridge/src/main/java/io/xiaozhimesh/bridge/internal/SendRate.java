package io.xiaozhimesh.bridge.internal;

/** Counts messages in windows of a second. Not thread-safe. */
public final class SendRate {

  private static final long WINDOW_MS = 1_000;

  private final int perWindowMax;
  private long windowStartMs = Long.MIN_VALUE;
  private int inWindow;

  /** Allows so many in a second. */
  public SendRate(int perSecondMax) {
    this.perWindowMax = perSecondMax;
  }

  /** Takes note of one more; false when it is one too many. */
  public boolean allows(long nowMs) {
    if (windowStartMs == Long.MIN_VALUE || nowMs - windowStartMs >= WINDOW_MS) {
      windowStartMs = nowMs;
      inWindow = 0;
    }
    return ++inWindow <= perWindowMax;
  }
}
