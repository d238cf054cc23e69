package io.xiaozhimesh.bench.load;

import java.util.List;
import java.util.function.Consumer;

/**
 * How to measure.
 *
 * @param url somebody else's server; "" for an own mesh with scripted engines
 * @param seconds measured time per number of sessions, after the warm-up
 * @param warmUpSeconds time before it that is not counted
 * @param sessions how many devices at once, one measurement each
 * @param progress is told what happens
 */
record BenchSettings(
    String url, int seconds, int warmUpSeconds, List<Integer> sessions, Consumer<String> progress) {

  /** Measured time in seconds. */
  static final int DEFAULT_SECONDS = 30;

  /** Uncounted time before it in seconds. */
  static final int DEFAULT_WARM_UP_SECONDS = 15;

  boolean ownMesh() {
    return url.isEmpty();
  }

  /** The numbers of sessions that were asked for, else the usual ones of the benchmark. */
  List<Integer> sessionsOr(Integer... usual) {
    return sessions.isEmpty() ? List.of(usual) : sessions;
  }
}
