package io.xiaozhimesh.stage.resilience;

import java.util.random.RandomGenerator;

/**
 * How long to wait before a further try: doubling, with jitter, so that those who failed together do not come back
 * together.
 *
 * @param baseMs before the first further try
 * @param maxMs at most
 */
public record Backoff(int baseMs, int maxMs) {

  private static final int DOUBLINGS_MAX = 20;

  /**
   * The wait in milliseconds: between half and all of the doubled base.
   *
   * @param round which further try, from 0
   */
  public int delayMs(int round, RandomGenerator random) {
    long doubled = Math.min(maxMs, (long) baseMs << Math.min(round, DOUBLINGS_MAX));
    long half = doubled / 2;
    return (int) (half + random.nextLong(doubled - half + 1));
  }
}
