package io.xiaozhimesh.plugins.hot;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * Bounds of one plugin.
 *
 * @param threads its threads
 * @param callsMax calls that run at once
 * @param queueMax calls that wait for one of them to end
 * @param deadlineMs longest deadline that a tool may have
 * @param resultCharsMax longest result, in characters; what is longer is cut
 * @param timeoutsMax missed deadlines in a row that put it into quarantine
 * @param toolsMax tools that it may offer
 */
public record PluginLimits(
    int threads,
    int callsMax,
    int queueMax,
    int deadlineMs,
    int resultCharsMax,
    int timeoutsMax,
    int toolsMax) {

  /** Threads. */
  public static final int DEFAULT_THREADS = 4;
  /** Calls. */
  public static final int DEFAULT_CALLS_MAX = 16;
  /** Calls. */
  public static final int DEFAULT_QUEUE_MAX = 64;
  /** In milliseconds. */
  public static final int DEFAULT_DEADLINE_MS = 30_000;
  /** In characters. */
  public static final int DEFAULT_RESULT_CHARS_MAX = 16_000;
  /** Missed deadlines. */
  public static final int DEFAULT_TIMEOUTS_MAX = 5;
  /** Tools. */
  public static final int DEFAULT_TOOLS_MAX = 64;

  static PluginLimits from(OptionsReader reader) {
    return new PluginLimits(
        reader.integer("threads", DEFAULT_THREADS, 1, 64),
        reader.integer("callsMax", DEFAULT_CALLS_MAX, 1, 10_000),
        reader.integer("queueMax", DEFAULT_QUEUE_MAX, 0, 100_000),
        reader.integer("deadlineMs", DEFAULT_DEADLINE_MS, 10, 600_000),
        reader.integer("resultCharsMax", DEFAULT_RESULT_CHARS_MAX, 100, 16_000),
        reader.integer("timeoutsMax", DEFAULT_TIMEOUTS_MAX, 1, 1_000),
        reader.integer("toolsMax", DEFAULT_TOOLS_MAX, 1, 500));
  }
}
