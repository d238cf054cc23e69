package io.xiaozhimesh.plugins.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.plugins.internal.BoundedCache;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Calls that wait for a person's yes: one per session, for the turn after the one that asked and a bounded time. Whatever
 * leaves without having been taken is dropped, and told. Not thread-safe.
 */
public final class WaitingCalls {

  /** How long a call waits, in milliseconds. */
  public static final int WAIT_MS = 30_000;

  /** Calls that wait at once; the eldest gives way. */
  public static final int CALLS_MAX = 4_096;

  /** A call, its fitted arguments, and since when it waits. */
  public record Waiting(ToolCall call, ObjectNode arguments, long sinceMs) {
  }

  private final BoundedCache<Waiting> bySession;
  private final Consumer<Waiting> dropped;

  /** @param dropped told of each call that will not run any more */
  public WaitingCalls(Consumer<Waiting> dropped) {
    this.dropped = dropped;
    this.bySession = new BoundedCache<>(CALLS_MAX, WAIT_MS, (session, waiting) -> dropped.accept(waiting));
  }

  /**
   * Makes a call wait, in the place of one of an earlier turn.
   *
   * @return whether it waits now; false when another call of the same turn does
   */
  public boolean wait(ToolCall call, ObjectNode arguments, long nowMs) {
    bySession.expire(nowMs);
    String session = call.ref().sessionId();
    Optional<Waiting> before = bySession.remove(session);
    boolean ofThisTurn = before.filter(w -> w.call.ref().turnId() == call.ref().turnId()).isPresent();
    if (ofThisTurn && !isSame(before.get().call, call)) {
      bySession.put(session, before.get(), nowMs);
      return false;
    }
    if (!ofThisTurn) {
      before.ifPresent(dropped);
    }
    bySession.put(session, new Waiting(call, arguments, nowMs), nowMs);
    return true;
  }

  /** The turn is run again, on another worker perhaps. */
  private static boolean isSame(ToolCall one, ToolCall other) {
    return one.name().equals(other.name()) && one.idempotencyKey().equals(other.idempotencyKey());
  }

  /** Takes the call that waits for this turn; it waits no more. */
  public Optional<Waiting> take(TurnRef ref, long nowMs) {
    bySession.expire(nowMs);
    Optional<Waiting> waiting = bySession.remove(ref.sessionId());
    Optional<Waiting> fit = waiting.filter(w ->
        w.call.ref().turnId() + 1 == ref.turnId() && nowMs - w.sinceMs <= WAIT_MS);
    if (fit.isEmpty()) {
      waiting.ifPresent(dropped);
    }
    return fit;
  }

  /** The session does something else in this turn: what waited for it is dropped. */
  public void otherwise(TurnRef ref, long nowMs) {
    bySession.expire(nowMs);
    bySession.remove(ref.sessionId()).ifPresent(waiting -> {
      if (waiting.call.ref().turnId() < ref.turnId()) {
        dropped.accept(waiting);
      } else {
        bySession.put(ref.sessionId(), waiting, waiting.sinceMs);
      }
    });
  }

  /** The session is over. */
  public void forget(String sessionId) {
    bySession.remove(sessionId).ifPresent(dropped);
  }

  /** Drops what has waited too long. */
  public void expire(long nowMs) {
    bySession.expire(nowMs);
  }
}
