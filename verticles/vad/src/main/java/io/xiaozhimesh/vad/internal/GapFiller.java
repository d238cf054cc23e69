package io.xiaozhimesh.vad.internal;

/**
 * Turns missing packets into silence. A device may stop sending when nothing is said, so time must end an utterance
 * too; but a network may stall in the middle of a word, so a gap is tolerated for a while before its time counts.
 * Pure; not thread-safe.
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
  private long lastPacketMs;
  private long filledUntilMs;

  /** For a stream that begins now. */
  public GapFiller(int stallToleranceMs, long nowMs) {
    this.stallToleranceMs = stallToleranceMs;
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
