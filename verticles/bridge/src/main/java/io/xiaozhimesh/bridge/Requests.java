package io.xiaozhimesh.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.HashMap;
import java.util.Map;

/** What the bridge has asked a worker and waits for, each with its deadline. Lives on the bridge's context. */
final class Requests {

  private record Waiting(Promise<BusMessage> answer, long timer) {
  }

  private final Vertx vertx;
  private final Runnable whenLate;
  private final Map<Integer, Waiting> waiting = new HashMap<>();
  private int lastId;

  /** {@code whenLate} hears of every deadline that has passed. */
  Requests(Vertx vertx, Runnable whenLate) {
    this.vertx = vertx;
    this.whenLate = whenLate;
  }

  /** The number of the request that is added next. */
  int nextId() {
    return lastId + 1;
  }

  /** Waits for the answer to request {@link #nextId}; fails with TIMEOUT, or with what the worker says. */
  Future<BusMessage> add(int deadlineMs) {
    int id = ++lastId;
    Promise<BusMessage> answer = Promise.promise();
    long timer = vertx.setTimer(deadlineMs, t -> late(id));
    waiting.put(id, new Waiting(answer, timer));
    return answer.future();
  }

  /** The answer has come; false when nobody waits for it, or not any more. */
  boolean answer(int id, BusMessage message) {
    Waiting found = take(id);
    return found != null && found.answer.tryComplete(message);
  }

  /** The worker refuses; false when nobody waits for it, or not any more. */
  boolean refuse(int id, MeshException failure) {
    Waiting found = take(id);
    return found != null && found.answer.tryFail(failure);
  }

  /** Whether this was ever asked. */
  boolean wasAsked(int id) {
    return id >= 1 && id <= lastId;
  }

  /** The worker is gone. */
  void failAll(MeshException failure) {
    Map<Integer, Waiting> all = new HashMap<>(waiting);
    all.keySet().forEach(id -> refuse(id, failure));
  }

  private void late(int id) {
    if (refuse(id, new MeshException(MeshError.TIMEOUT, "the worker did not answer in time"))) {
      whenLate.run();
    }
  }

  private Waiting take(int id) {
    Waiting found = waiting.remove(id);
    if (found != null) {
      vertx.cancelTimer(found.timer);
    }
    return found;
  }
}
