package io.xiaozhimesh.bench.load;

import java.util.List;
import java.util.function.Consumer;

/**
 * How to measure.
 *
 * @param url somebody else's server; "" for an own mesh with scripted engines
 * @param otaUrl where somebody else's devices boot, instead of {@code url}; "" for none
 * @param seconds measured time per number of sessions, after the warm-up
 * @param warmUpSeconds time before it that is not counted
 * @param sessions how many devices at once, one measurement each
 * @param findKnee whether a scenario raises the number of devices by itself until quality is lost
 * @param wavFile a recording that devices say; "" for synthesised speech
 * @param profile what scenarios do where no number is given
 * @param progress is told what happens
 */
record BenchSettings(
    String url, String otaUrl, int seconds, int warmUpSeconds, List<Integer> sessions, boolean findKnee, String wavFile,
    Profile profile, Consumer<String> progress) {

  /** Measured time in seconds. */
  static final int DEFAULT_SECONDS = 30;

  /** Uncounted time before it in seconds. */
  static final int DEFAULT_WARM_UP_SECONDS = 15;

  /** A measurement without what only scenarios know. */
  BenchSettings(String url, int seconds, int warmUpSeconds, List<Integer> sessions, Consumer<String> progress) {
    this(url, "", seconds, warmUpSeconds, sessions, false, "", Profile.QUICK, progress);
  }

  boolean ownMesh() {
    return url.isEmpty() && otaUrl.isEmpty();
  }

  /** The numbers of sessions that were asked for, else the usual ones of the benchmark. */
  List<Integer> sessionsOr(Integer... usual) {
    return sessions.isEmpty() ? List.of(usual) : sessions;
  }
}
