package io.xiaozhimesh.bench.cli;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import io.xiaozhimesh.stage.MeshBus;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Hears on the bus what the mesh says about its turns. Thread-safe. */
final class BusWitness implements TurnWitness {

  /** The mesh publishes a turn's end when the device has finished playing; so long it may come later, in milliseconds. */
  static final long PATIENCE_MS = 2_000;

  private static final int KEPT_PER_SESSION = 64;
  private static final String NOTHING_HEARD = "nothing_heard";

  private final Vertx vertx;
  private final Map<String, ArrayDeque<TurnEnded>> ended = new HashMap<>();
  private final Map<String, Promise<Optional<TurnEnded>>> waiting = new HashMap<>();

  BusWitness(Vertx vertx, MeshBus bus) {
    this.vertx = vertx;
    bus.subscribe(Addresses.TURNS, TurnEnded.class, this::heard);
  }

  private synchronized void heard(TurnEnded turn) {
    if (NOTHING_HEARD.equals(turn.outcome())) {
      return;
    }
    String sessionId = turn.ref().sessionId();
    Promise<Optional<TurnEnded>> promise = waiting.remove(sessionId);
    if (promise != null && promise.tryComplete(Optional.of(turn))) {
      return;
    }
    ArrayDeque<TurnEnded> kept = ended.computeIfAbsent(sessionId, id -> new ArrayDeque<>());
    kept.add(turn);
    if (kept.size() > KEPT_PER_SESSION) {
      kept.poll();
    }
  }

  @Override
  public synchronized Future<Optional<TurnEnded>> next(String sessionId) {
    ArrayDeque<TurnEnded> kept = ended.getOrDefault(sessionId, new ArrayDeque<>());
    if (!kept.isEmpty()) {
      return Future.succeededFuture(Optional.of(kept.poll()));
    }
    Promise<Optional<TurnEnded>> promise = Promise.promise();
    waiting.put(sessionId, promise);
    vertx.setTimer(PATIENCE_MS, fired -> promise.tryComplete(Optional.empty()));
    return promise.future();
  }
}
