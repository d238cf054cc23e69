package io.xiaozhimesh.stage.resilience;

import io.xiaozhimesh.stage.MeshClock;
import java.util.PriorityQueue;

/** A clock and timers that go on when the test says so. */
final class ManualTime implements MeshClock, Timers {

  private record Due(long atMs, long order, Runnable task) implements Comparable<Due> {

    @Override
    public int compareTo(Due other) {
      return atMs == other.atMs ? Long.compare(order, other.order) : Long.compare(atMs, other.atMs);
    }
  }

  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long nowMs = 1_000;
  private long order;

  @Override
  public long nowMs() {
    return nowMs;
  }

  @Override
  public long unixMs() {
    return nowMs;
  }

  @Override
  public Runnable after(long delayMs, Runnable task) {
    Due entry = new Due(nowMs + delayMs, order++, task);
    due.add(entry);
    return () -> due.remove(entry);
  }

  /** Lets time pass, and what falls due in it happen. */
  void pass(long ms) {
    long until = nowMs + ms;
    while (!due.isEmpty() && due.peek().atMs <= until) {
      Due next = due.poll();
      nowMs = next.atMs;
      next.task.run();
    }
    nowMs = until;
  }

  /** Timers that nobody has forgotten. */
  int pending() {
    return due.size();
  }
}
