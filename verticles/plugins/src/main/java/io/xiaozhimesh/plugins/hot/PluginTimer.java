package io.xiaozhimesh.plugins.hot;

import io.xiaozhimesh.plugin.api.PluginContext;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A timer of a plugin: counts on the stage's context, runs on the plugin's threads. Thread-safe. */
final class PluginTimer implements PluginContext.Timer {

  private static final long NOT_STARTED = -1;

  private final ReleaseParts parts;
  private final boolean again;
  private final Consumer<PluginTimer> over;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile Runnable task;
  private long timerId = NOT_STARTED;

  /** @param over told when it will not run any more */
  PluginTimer(ReleaseParts parts, Runnable task, boolean again, Consumer<PluginTimer> over) {
    this.parts = parts;
    this.task = task;
    this.again = again;
    this.over = over;
  }

  void start(long ms) {
    long delayMs = Math.max(1, ms);
    parts.host().context().runOnContext(v -> {
      if (task != null) {
        timerId = again
            ? parts.host().vertx().setPeriodic(delayMs, t -> due())
            : parts.host().vertx().setTimer(delayMs, t -> due());
      }
    });
  }

  @Override
  public void cancel() {
    task = null;
    over.accept(this);
    parts.host().context().runOnContext(v -> parts.host().vertx().cancelTimer(timerId));
  }

  private void due() {
    Runnable now = task;
    if (!again) {
      over.accept(this);
      task = null;
    }
    if (now == null || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      parts.threads().submit(parts.loader(), () -> {
        try {
          now.run();
        } finally {
          busy.set(false);
        }
      });
    } catch (RejectedExecutionException e) {
      busy.set(false);
      parts.host().metrics().count("mesh.plugins.hot.callback.dropped", "plugin", parts.name().id());
    }
  }
}
