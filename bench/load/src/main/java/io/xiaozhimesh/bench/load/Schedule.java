package io.xiaozhimesh.bench.load;

import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Open loop: each session acts once per period, the sessions evenly spread over it, whatever became of earlier actions.
 */
final class Schedule {

  private final Vertx vertx;
  private final int sessions;
  private final long periodMs;

  Schedule(Vertx vertx, int sessions, long periodMs) {
    this.vertx = vertx;
    this.sessions = sessions;
    this.periodMs = periodMs;
  }

  /** Blocks for the given time while the actions happen on event loops; the action is told which session acts. */
  void run(long durationMs, IntConsumer action) {
    long startNs = System.nanoTime();
    CountDownLatch over = new CountDownLatch(1);
    for (int session = 0; session < sessions; session++) {
      arm(startNs, (long) session * periodMs / sessions, durationMs, session, action);
    }
    vertx.setTimer(durationMs, fired -> over.countDown());
    try {
      over.await(durationMs + TimeUnit.MINUTES.toMillis(1), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void arm(long startNs, long dueMs, long durationMs, int session, IntConsumer action) {
    if (dueMs >= durationMs) {
      return;
    }
    long waitMs = Math.max(1, dueMs - (System.nanoTime() - startNs) / 1_000_000);
    vertx.setTimer(waitMs, fired -> {
      action.accept(session);
      arm(startNs, dueMs + periodMs, durationMs, session, action);
    });
  }
}
