package io.xiaozhimesh.bench.device;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.concurrent.TimeoutException;

/** Turns that are over meet those who wait for them, in order. Used on one event loop. */
final class TurnQueue {

  /** Turns kept for somebody who asks later; then the oldest is dropped. */
  static final int KEPT_TURNS = 64;

  private final Vertx vertx;
  private final ArrayDeque<DeviceTurn> over = new ArrayDeque<>();
  private final ArrayDeque<Promise<DeviceTurn>> waiting = new ArrayDeque<>();
  private boolean closed;

  TurnQueue(Vertx vertx) {
    this.vertx = vertx;
  }

  Future<DeviceTurn> await(long timeoutMs) {
    if (!over.isEmpty()) {
      return Future.succeededFuture(over.poll());
    }
    if (closed) {
      return Future.failedFuture("the channel is closed");
    }
    Promise<DeviceTurn> promise = Promise.promise();
    waiting.add(promise);
    long timer = vertx.setTimer(timeoutMs, fired -> {
      waiting.remove(promise);
      promise.tryFail(new TimeoutException("no answer within " + timeoutMs + " ms"));
    });
    return promise.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  void add(DeviceTurn turn) {
    Promise<DeviceTurn> promise = waiting.poll();
    if (promise != null) {
      promise.tryComplete(turn);
      return;
    }
    if (over.size() >= KEPT_TURNS) {
      over.poll();
    }
    over.add(turn);
  }

  /** A new channel: turns may come again. */
  void open() {
    closed = false;
  }

  /** No turn will come any more. */
  void close() {
    closed = true;
    while (!waiting.isEmpty()) {
      waiting.poll().tryFail("the channel is closed");
    }
  }
}
