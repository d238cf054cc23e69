package io.xiaozhimesh.plugins.hot;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * One step in a plugin's life, run on its threads and awaited on the stage's context until a deadline. Whatever the
 * plugin does, the step ends, with nothing of the plugin in its outcome.
 */
final class PluginStep {

  private static final int REASON_CHARS_MAX = 300;
  private static final int CAUSES_MAX = 5;

  /** What the JDK puts around the fault itself. */
  private static final Set<Class<?>> WRAPPERS = Set.of(
      CompletionException.class, ServiceConfigurationError.class, ExceptionInInitializerError.class);

  /** What is done. */
  interface Code {

    /** Runs on a thread of the plugin and calls {@link PluginStep#over} once. */
    void run(PluginStep step) throws Exception;
  }

  private final ReleaseParts parts;
  private final String what;
  private final Promise<Void> done = Promise.promise();

  /** @param what the plugin does, as a verb */
  PluginStep(ReleaseParts parts, String what) {
    this.parts = parts;
    this.what = what;
  }

  /** Runs it; fails with {@link PluginRefused}. */
  Future<Void> run(long deadlineMs, Code code) {
    Vertx vertx = parts.host().vertx();
    long deadline = vertx.setTimer(deadlineMs, timer -> done.tryFail(
        PluginRefused.unfit("The plugin did not " + what + " within " + deadlineMs + " ms.")));
    done.future().onComplete(v -> vertx.cancelTimer(deadline));
    try {
      parts.threads().submit(parts.loader(), () -> border(code));
    } catch (RejectedExecutionException e) {
      done.tryFail(PluginRefused.unfit("The plugin has no thread left to " + what + '.'));
    }
    return done.future();
  }

  /**
   * Ends the step, from any thread.
   *
   * @param failure of the plugin, or null
   * @param then done on the stage's context if it is not too late
   */
  void over(Throwable failure, Runnable then) {
    PluginRefused refused = failure == null ? null : refusal(failure);
    parts.host().context().runOnContext(v -> {
      if (done.future().isComplete()) {
        return;
      }
      if (refused == null) {
        then.run();
        done.complete();
      } else {
        done.fail(refused);
      }
    });
  }

  /** The border to code that is not ours: even its errors end here. */
  private void border(Code code) {
    try {
      code.run(this);
    } catch (Throwable e) {
      over(e, () -> { });
    }
  }

  /** A new exception: the plugin's own would keep its classes. */
  private PluginRefused refusal(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < CAUSES_MAX && WRAPPERS.contains(cause.getClass()) && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    if (cause instanceof PluginRefused ours) {
      return ours;
    }
    String reason = cause.toString();
    return PluginRefused.unfit("The plugin failed to " + what + ": "
        + reason.substring(0, Math.min(reason.length(), REASON_CHARS_MAX)));
  }
}
