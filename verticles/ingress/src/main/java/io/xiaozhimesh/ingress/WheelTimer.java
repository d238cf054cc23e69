package io.xiaozhimesh.ingress;

import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.MeshClock;
import java.util.function.LongUnaryOperator;

/**
 * One Vert.x timer for everything that is due at some time: always set to the earliest. Used on one context.
 */
final class WheelTimer {

  private static final long NONE = -1;

  private final Vertx vertx;
  private final MeshClock clock;
  private final LongUnaryOperator fire;
  private long timerId = NONE;
  private long setForMs = Long.MAX_VALUE;
  private boolean firing;

  /** {@code fire} does what is due at the given time and says when the next thing is. */
  WheelTimer(Vertx vertx, MeshClock clock, LongUnaryOperator fire) {
    this.vertx = vertx;
    this.clock = clock;
    this.fire = fire;
  }

  /** Something is due at this time; earlier things stay as they are. */
  void atLatest(long atMs) {
    if (atMs >= setForMs || firing) {
      return;
    }
    close();
    setForMs = atMs;
    timerId = vertx.setTimer(Math.max(1, atMs - clock.nowMs()), this::fired);
  }

  /** Sets no timer any more. */
  void close() {
    if (timerId != NONE) {
      vertx.cancelTimer(timerId);
      timerId = NONE;
    }
    setForMs = Long.MAX_VALUE;
  }

  private void fired(long id) {
    timerId = NONE;
    setForMs = Long.MAX_VALUE;
    firing = true;
    long nextMs;
    try {
      nextMs = fire.applyAsLong(clock.nowMs());
    } finally {
      firing = false;
    }
    if (nextMs != Long.MAX_VALUE) {
      atLatest(nextMs);
    }
  }
}
