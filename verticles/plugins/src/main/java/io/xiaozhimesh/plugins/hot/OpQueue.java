package io.xiaozhimesh.plugins.hot;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What is done with one plugin, one thing after the other. On one context. */
final class OpQueue {

  /** What may wait. */
  static final int WAITING_MAX = 16;

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;
  private long turns;

  /** Something is being done. */
  boolean busy() {
    return busy;
  }

  /** Something more will be done. */
  boolean waiting() {
    return !waiting.isEmpty();
  }

  /** How often anything was begun. */
  long turns() {
    return turns;
  }

  /**
   * Does something when its turn comes.
   *
   * @param op does it
   * @param after what else must have ended before the next turn
   * @return the outcome of {@code op}; fails with {@link PluginRefused} when too much waits already
   */
  <T> Future<T> inTurn(Supplier<Future<T>> op, Supplier<Future<Void>> after) {
    if (waiting.size() >= WAITING_MAX) {
      return Future.failedFuture(new PluginRefused(PluginRefused.Cause.BUSY, "Too much waits for this plugin."));
    }
    Promise<T> outcome = Promise.promise();
    waiting.add(() -> op.get().onComplete(done -> {
      outcome.handle(done);
      after.get().onComplete(ended -> {
        busy = false;
        next();
      });
    }));
    next();
    return outcome.future();
  }

  private void next() {
    if (!busy && !waiting.isEmpty()) {
      busy = true;
      turns++;
      waiting.poll().run();
    }
  }
}
