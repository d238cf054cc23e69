package io.xiaozhimesh.stage.resilience;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The timers of one Vert.x context. */
public final class VertxTimers implements Timers {

  private final Context context;

  /** Of this context. */
  public VertxTimers(Context context) {
    this.context = context;
  }

  @Override
  public Runnable after(long delayMs, Runnable task) {
    Vertx vertx = context.owner();
    long id = vertx.setTimer(Math.max(1, delayMs), fired -> context.runOnContext(v -> task.run()));
    return () -> vertx.cancelTimer(id);
  }
}
