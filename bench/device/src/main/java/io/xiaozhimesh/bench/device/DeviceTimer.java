package io.xiaozhimesh.bench.device;

import io.vertx.core.Vertx;

/** One pending wake-up at a moment of the monotonic clock. Used on one event loop. */
final class DeviceTimer {

  private static final long IDLE = -1;

  private final Vertx vertx;
  private long id = IDLE;

  DeviceTimer(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Wakes not before {@code dueNs}; replaces what was pending. */
  void at(long dueNs, Runnable task) {
    cancel();
    long waitMs = Math.max(1, (dueNs - System.nanoTime() + 999_999) / 1_000_000);
    id = vertx.setTimer(waitMs, fired -> {
      id = IDLE;
      task.run();
    });
  }

  void cancel() {
    if (id != IDLE) {
      vertx.cancelTimer(id);
      id = IDLE;
    }
  }
}
