package io.xiaozhimesh.stage.resilience;

import java.util.Arrays;

/** The last times of something, in milliseconds. Not thread-safe. */
public final class Latencies {

  /** How many are kept. */
  public static final int KEPT = 128;

  private final int[] ring = new int[KEPT];
  private long count;

  /** Adds one. */
  public void add(long ms) {
    ring[(int) (count++ % KEPT)] = (int) Math.min(Integer.MAX_VALUE, ms);
  }

  /** How many there were altogether. */
  public long count() {
    return count;
  }

  /**
   * The time that so much of those kept did not exceed, or -1 without any.
   *
   * @param share 0 to 1
   */
  public int quantile(double share) {
    int kept = (int) Math.min(count, KEPT);
    if (kept == 0) {
      return -1;
    }
    int[] sorted = Arrays.copyOf(ring, kept);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * kept) - 1)];
  }
}
