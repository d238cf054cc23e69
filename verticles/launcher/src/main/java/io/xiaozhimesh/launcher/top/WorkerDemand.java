package io.xiaozhimesh.launcher.top;

import io.xiaozhimesh.protocol.bus.RoleLoad;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How many workers of one stage are wanted: as many as hold its leases at {@link #TARGET_LOAD}, and one more while work
 * waits for too long. More are wanted at once; fewer only when fewer were wanted for {@link #SHRINK_AFTER_MS}, so that a
 * pause for breath costs nobody his worker. Pure; not thread-safe.
 */
public final class WorkerDemand {

  /** Leases per capacity that a stage should have: the rest is for those who come while another worker starts. */
  public static final double TARGET_LOAD = 0.7;

  /** Work that waits for longer wants another worker, in milliseconds. */
  public static final int QUEUE_AGE_MS_MAX = 500;

  /** So long fewer workers must have been wanted, in milliseconds. */
  public static final long SHRINK_AFTER_MS = 60_000;

  private record Wish(int workers, long atMs) {
  }

  /** Wishes of the last while, each smaller than those before it: the first is the greatest. */
  private final Deque<Wish> wishes = new ArrayDeque<>();

  /**
   * Takes note of the stage's workers and tells how many are wanted.
   *
   * @param ready those that take leases
   * @param leaving leases of those that do not, and must go to others
   */
  public int desired(List<RoleLoad> ready, int leaving, long nowMs) {
    int wish = wish(ready, leaving);
    while (!wishes.isEmpty() && nowMs - wishes.getFirst().atMs > SHRINK_AFTER_MS) {
      wishes.removeFirst();
    }
    while (!wishes.isEmpty() && wishes.getLast().workers <= wish) {
      wishes.removeLast();
    }
    wishes.addLast(new Wish(wish, nowMs));
    return wishes.getFirst().workers;
  }

  private static int wish(List<RoleLoad> ready, int leaving) {
    if (ready.isEmpty()) {
      return 1;
    }
    long capacity = ready.stream().mapToLong(RoleLoad::capacity).sum();
    double leases = leaving + ready.stream().mapToDouble(WorkerDemand::leases).sum();
    double perWorker = TARGET_LOAD * capacity / ready.size();
    int byLeases = (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.ceil(leases / perWorker)));
    boolean waits = ready.stream().mapToInt(RoleLoad::queueAgeMs).min().orElse(0) > QUEUE_AGE_MS_MAX;
    return waits ? Math.max(byLeases, ready.size() + 1) : byLeases;
  }

  /** A worker may be busier than its leases tell. */
  private static double leases(RoleLoad worker) {
    return Math.max(worker.sessions(), worker.load() * worker.capacity());
  }
}
