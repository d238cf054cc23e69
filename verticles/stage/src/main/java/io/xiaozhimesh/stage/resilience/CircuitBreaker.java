package io.xiaozhimesh.stage.resilience;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;

/**
 * Keeps calls away from a provider that fails. Closed it lets all through; after so many errors in a row, a refused key or
 * a Retry-After it is open and lets none through; after its time it is half open and lets one through, whose outcome
 * decides. Every permission must be followed by one of succeeded, failed or released. Not thread-safe.
 */
public final class CircuitBreaker {

  /** What a breaker lets through. */
  public enum State {
    /** Everything. */
    CLOSED,
    /** Nothing. */
    OPEN,
    /** One call at a time. */
    HALF_OPEN
  }

  /**
   * When it opens.
   *
   * @param errorsMax errors in a row
   * @param openMs how long it then stays open; also the longest Retry-After that is believed
   */
  public record Rules(int errorsMax, int openMs) {
  }

  private final Rules rules;
  private State state = State.CLOSED;
  private int errors;
  private long openUntilMs;
  private boolean askedToWait;
  private boolean probing;

  /** Closed. */
  public CircuitBreaker(Rules rules) {
    this.rules = rules;
  }

  /** Whether a call may go through now. */
  public boolean tryEnter(long nowMs) {
    if (state == State.OPEN && nowMs >= openUntilMs) {
      state = State.HALF_OPEN;
      probing = false;
    }
    if (state == State.HALF_OPEN && !probing) {
      probing = true;
      return true;
    }
    return state == State.CLOSED;
  }

  /** A call did what it should. */
  public void succeeded() {
    state = State.CLOSED;
    errors = 0;
    probing = false;
    askedToWait = false;
  }

  /** A call failed; what the caller itself is to blame for does not count. */
  public void failed(MeshException failure, long nowMs) {
    if (failure.error() == MeshError.BAD_REQUEST || failure.error() == MeshError.CANCELLED) {
      released();
      return;
    }
    errors++;
    if (failure.retryAfterMs() > 0) {
      open(nowMs, Math.min(failure.retryAfterMs(), rules.openMs));
      askedToWait = true;
    } else if (failure.error() == MeshError.UNAUTHENTICATED || state == State.HALF_OPEN || errors >= rules.errorsMax) {
      open(nowMs, rules.openMs);
    }
  }

  /** A call ended without an outcome. */
  public void released() {
    probing = false;
  }

  /** A probe on the side went well: the next call may go through. */
  public void probed() {
    if (state == State.OPEN) {
      state = State.HALF_OPEN;
      probing = false;
    }
  }

  /** Whether a probe on the side makes sense: it is open, and not because the service asked to be left alone. */
  public boolean wantsProbe(long nowMs) {
    return state == State.OPEN && nowMs < openUntilMs && !askedToWait;
  }

  /** What it lets through. */
  public State state(long nowMs) {
    return state == State.OPEN && nowMs >= openUntilMs ? State.HALF_OPEN : state;
  }

  /** Milliseconds until it lets one through; 0 when it does. */
  public long opensInMs(long nowMs) {
    return state == State.OPEN ? Math.max(0, openUntilMs - nowMs) : 0;
  }

  /** Errors in a row. */
  public int errors() {
    return errors;
  }

  private void open(long nowMs, int forMs) {
    state = State.OPEN;
    openUntilMs = nowMs + forMs;
    probing = false;
    askedToWait = false;
  }
}
