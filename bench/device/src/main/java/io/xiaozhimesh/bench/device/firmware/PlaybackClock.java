package io.xiaozhimesh.bench.device.firmware;

/**
 * When the loudspeaker wants its next packet: one per frame duration from an absolute schedule. Running dry inside an
 * answer is a gap, which is known only when the next packet of that answer comes. Used by one thread.
 */
public final class PlaybackClock {

  private final long frameNs;
  private long dueNs;
  private boolean running;
  private boolean dryInAnswer;
  private int gaps;
  private long gapNs;
  private long longestGapNs;

  /** A clock for packets of one duration. */
  public PlaybackClock(int frameDurationMs) {
    frameNs = frameDurationMs * 1_000_000L;
  }

  /** Whether the loudspeaker is busy until {@link #dueNs}. */
  public boolean running() {
    return running;
  }

  /** When the loudspeaker will have played what it was given. */
  public long dueNs() {
    return dueNs;
  }

  /** A new answer begins: a pause before its first packet is no gap. */
  public void answerBegins() {
    dryInAnswer = false;
    gaps = 0;
    gapNs = 0;
    longestGapNs = 0;
  }

  /**
   * The loudspeaker takes a packet.
   *
   * @return when its first sample sounds
   */
  public long play(long nowNs) {
    long startNs = running ? dueNs : nowNs;
    if (!running && dryInAnswer) {
      gaps++;
      gapNs += nowNs - dueNs;
      longestGapNs = Math.max(longestGapNs, nowNs - dueNs);
    }
    running = true;
    dryInAnswer = false;
    dueNs = startNs + frameNs;
    return startNs;
  }

  /** The loudspeaker is due and there is no packet. */
  public void ranDry() {
    dryInAnswer = running || dryInAnswer;
    running = false;
  }

  /** Gaps of this answer. */
  public int gaps() {
    return gaps;
  }

  /** Their sum in milliseconds. */
  public double gapMs() {
    return gapNs / 1e6;
  }

  /** The longest of them in milliseconds. */
  public double longestGapMs() {
    return longestGapNs / 1e6;
  }
}
