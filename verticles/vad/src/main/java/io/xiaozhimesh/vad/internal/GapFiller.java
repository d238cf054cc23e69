package io.xiaozhimesh.vad.internal;

/**
 * Turns missing packets into silence. A device may stop sending when nothing is said, so time must end an utterance
 * too; but a network may stall in the middle of a word, so a gap is tolerated for a while before its time counts. Time in
 * which the worker itself stood still is no gap: what came meanwhile waits to be read. Pure; not thread-safe.
 */
public final class GapFiller {

  /**
   * Time without audio since it was last asked for.
   *
   * @param silenceMs what counts as silence
   * @param realMs the same plus the tolerance where it has just run out
   */
  public record Gap(int silenceMs, int realMs) {

    /** No gap. */
    public static final Gap NONE = new Gap(0, 0);
  }

  private final int stallToleranceMs;
  private final int lookEveryMs;
  private long lastLookMs;
  private long lastPacketMs;
  private long filledUntilMs;

  /**
   * For a stream that begins now.
   *
   * @param lookEveryMs how often {@link #look} will be called
   */
  public GapFiller(int stallToleranceMs, int lookEveryMs, long nowMs) {
    this.stallToleranceMs = stallToleranceMs;
    this.lookEveryMs = lookEveryMs;
    this.lastLookMs = nowMs;
    arrived(nowMs);
  }

  /** A packet arrived. */
  public void arrived(long nowMs) {
    lastPacketMs = nowMs;
    filledUntilMs = nowMs;
  }

  /** Since when there is silence on the line. */
  public long lastPacketMs() {
    return lastPacketMs;
  }

  /** Time is looked at. When that comes late, the worker stood still for so long, and nobody was silent. */
  public void look(long nowMs) {
    long pausedMs = nowMs - lastLookMs - lookEveryMs;
    lastLookMs = nowMs;
    if (pausedMs > lookEveryMs) {
      lastPacketMs = Math.min(nowMs, lastPacketMs + pausedMs);
      filledUntilMs = Math.min(nowMs, filledUntilMs + pausedMs);
    }
  }

  /** How much silence is to be added now. */
  public Gap fill(long nowMs) {
    long toleratedUntilMs = lastPacketMs + stallToleranceMs;
    if (nowMs <= toleratedUntilMs) {
      return Gap.NONE;
    }
    Gap gap = new Gap((int) (nowMs - Math.max(filledUntilMs, toleratedUntilMs)), (int) (nowMs - filledUntilMs));
    filledUntilMs = nowMs;
    return gap;
  }
}
