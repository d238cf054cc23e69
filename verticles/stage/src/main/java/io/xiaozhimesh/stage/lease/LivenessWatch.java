package io.xiaozhimesh.stage.lease;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which leases have been silent for too long. The watcher's own pauses are not held against anybody: when it comes late
 * to look, everybody gets so much more time, since what they sent may still be waiting to be read. Not thread-safe.
 *
 * @param <K> what identifies a lease
 */
public final class LivenessWatch<K> {

  private final long silenceMs;
  private final long checkEveryMs;
  private final Map<K, Long> heardMs = new HashMap<>();
  private long lastCheckMs = Long.MIN_VALUE;

  /**
   * @param silenceMs a lease of which nothing was heard for so long is lost
   * @param checkEveryMs how often {@link #silent} will be called
   */
  public LivenessWatch(long silenceMs, long checkEveryMs) {
    this.silenceMs = silenceMs;
    this.checkEveryMs = checkEveryMs;
  }

  /** Begins to watch; what is watched already is heard of. */
  public void begin(K lease, long nowMs) {
    heardMs.put(lease, nowMs);
  }

  /** Something came from its worker. What is not watched is ignored. */
  public void heard(K lease, long nowMs) {
    heardMs.computeIfPresent(lease, (k, before) -> Math.max(before, nowMs));
  }

  /** Nothing is expected of it any more. */
  public void end(K lease) {
    heardMs.remove(lease);
  }

  /** The leases that are lost; each is told once and not watched any more. */
  public List<K> silent(long nowMs) {
    long pausedMs = lastCheckMs == Long.MIN_VALUE ? 0 : nowMs - lastCheckMs - 2 * checkEveryMs;
    lastCheckMs = nowMs;
    if (pausedMs > 0) {
      heardMs.replaceAll((k, heard) -> Math.min(nowMs, heard + pausedMs));
    }
    List<K> lost = new ArrayList<>();
    heardMs.forEach((lease, heard) -> {
      if (nowMs - heard > silenceMs) {
        lost.add(lease);
      }
    });
    lost.forEach(heardMs::remove);
    return lost;
  }

  /** How many leases are watched. */
  public int size() {
    return heardMs.size();
  }
}
