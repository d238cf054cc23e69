package io.xiaozhimesh.bench.cli;

import io.vertx.core.Future;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import java.util.Optional;

/** Knows what a server says about its turns. */
interface TurnWitness {

  /** A server that says nothing. */
  TurnWitness NONE = sessionId -> Future.succeededFuture(Optional.empty());

  /** What it says about the session's turn that ended last; empty when it says nothing in time. */
  Future<Optional<TurnEnded>> next(String sessionId);
}
