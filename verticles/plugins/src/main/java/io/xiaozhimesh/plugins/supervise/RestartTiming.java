package io.xiaozhimesh.plugins.supervise;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * When something is given up and begun again.
 *
 * @param startMs an attempt that is not ready after so long has failed, in milliseconds
 * @param firstMs longest pause after the first failure, in milliseconds
 * @param maxMs longest pause after many, in milliseconds
 * @param stableMs what was ready for so long counts as healthy again, in milliseconds
 * @param stopGraceMs how long a program has to end when it is asked to, in milliseconds
 */
public record RestartTiming(int startMs, int firstMs, int maxMs, int stableMs, int stopGraceMs) {

  /** In milliseconds; a package runner may have to fetch the server first. */
  public static final int DEFAULT_START_MS = 30_000;
  /** In milliseconds. */
  public static final int DEFAULT_FIRST_MS = 200;
  /** In milliseconds. */
  public static final int DEFAULT_MAX_MS = 30_000;
  /** In milliseconds. */
  public static final int DEFAULT_STABLE_MS = 10_000;

  /** In milliseconds. */
  public static final int DEFAULT_STOP_GRACE_MS = 2_000;

  /** Reads a section {@code supervision}; a missing key has its default. */
  public static RestartTiming from(OptionsReader reader) {
    return new RestartTiming(
        reader.integer("startMs", DEFAULT_START_MS, 100, 600_000),
        reader.integer("firstMs", DEFAULT_FIRST_MS, 10, 60_000),
        reader.integer("maxMs", DEFAULT_MAX_MS, 1_000, 3_600_000),
        reader.integer("stableMs", DEFAULT_STABLE_MS, 100, 3_600_000),
        reader.integer("stopGraceMs", DEFAULT_STOP_GRACE_MS, 2, 60_000));
  }
}
