package io.xiaozhimesh.plugins.supervise;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubles with every failure in a row up to a bound, of which the upper half is
 * random, so that what failed together does not come back together. Not thread-safe.
 */
public final class Backoff {

  private static final int DOUBLINGS_MAX = 20;

  private final int firstMs;
  private final int maxMs;
  private final RandomGenerator random;
  private int failures;

  /** From about {@code firstMs} up to {@code maxMs}. */
  public Backoff(int firstMs, int maxMs, RandomGenerator random) {
    if (firstMs < 2 || maxMs < firstMs) {
      throw new IllegalArgumentException("a back-off from " + firstMs + " to " + maxMs + " ms makes no sense");
    }
    this.firstMs = firstMs;
    this.maxMs = maxMs;
    this.random = random;
  }

  /** Another failure: the pause before the next attempt, from half of the bound to the bound, in milliseconds. */
  public int failedMs() {
    long boundMs = Math.min(maxMs, (long) firstMs << Math.min(failures, DOUBLINGS_MAX));
    failures++;
    long halfMs = boundMs / 2;
    return (int) (boundMs - halfMs + random.nextLong(halfMs + 1));
  }

  /** It went well for long enough: the next failure counts as the first. */
  public void succeeded() {
    failures = 0;
  }

  /** Failures in a row. */
  public int failures() {
    return failures;
  }
}
