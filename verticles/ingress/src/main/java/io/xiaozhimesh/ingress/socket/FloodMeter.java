package io.xiaozhimesh.ingress.socket;

/**
 * Measures one kind of a device's messages. What exceeds the rate is to be dropped; drops are themselves measured, so
 * that a sender a little too fast is borne for ever and one at twice the rate or more is not. Not thread-safe.
 */
final class FloodMeter {

  /** What to do with a message. */
  enum Verdict {
    /** Let it pass. */
    PASS,
    /** Drop it. */
    DROP,
    /** Drop it and close the connection. */
    ABUSE
  }

  private static final int TOLERATED_BURSTS = 4;

  private final RateLimit passing;
  private final RateLimit tolerated;

  FloodMeter(int perSecond, int burst, long nowMs) {
    passing = new RateLimit(perSecond, burst, nowMs);
    tolerated = new RateLimit(perSecond, (double) TOLERATED_BURSTS * burst, nowMs);
  }

  Verdict next(long nowMs) {
    if (passing.tryTake(nowMs)) {
      return Verdict.PASS;
    }
    return tolerated.tryTake(nowMs) ? Verdict.DROP : Verdict.ABUSE;
  }
}
