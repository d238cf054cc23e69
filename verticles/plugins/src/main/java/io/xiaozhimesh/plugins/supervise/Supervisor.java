package io.xiaozhimesh.plugins.supervise;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.stage.MeshClock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Keeps one thing running: begins it, gives it time to become ready, and when it ends begins it again after a
 * {@link Backoff}, for ever. On one context.
 */
public final class Supervisor {

  /** One life of what is supervised. */
  public interface Attempt {

    /** Completes when it serves; fails when it never will. */
    Future<Void> ready();

    /** Completes with the reason when it has ended by itself; never fails. */
    Future<String> ended();

    /** Ends it; completes when it is gone, in bounded time. */
    Future<Void> stop();
  }

  /** Hears what happens, on the supervisor's context. */
  public interface Watcher {

    /** The current attempt serves. */
    void ready();

    /** It does not, or no longer; the next attempt follows in so many milliseconds. */
    void lost(String why, int failuresInRow, int retryInMs);
  }

  private final class Run {

    private final Attempt attempt;
    private final long startTimer;
    private long readyAtMs = -1;
    private boolean over;

    Run(Attempt attempt) {
      this.attempt = attempt;
      this.startTimer = vertx.setTimer(timing.startMs(),
          t -> over(this, "was not ready within " + timing.startMs() + " ms"));
    }
  }

  private final Vertx vertx;
  private final MeshClock clock;
  private final RestartTiming timing;
  private final Backoff backoff;
  private final Supplier<Attempt> begin;
  private final Watcher watcher;
  private Run run;
  private long retryTimer = -1;
  private boolean stopped;

  /** Nothing runs yet. */
  public Supervisor(Vertx vertx, MeshClock clock, RestartTiming timing, RandomGenerator random,
      Supplier<Attempt> begin, Watcher watcher) {
    this.vertx = vertx;
    this.clock = clock;
    this.timing = timing;
    this.backoff = new Backoff(timing.firstMs(), timing.maxMs(), random);
    this.begin = begin;
    this.watcher = watcher;
  }

  /** Begins the first attempt. */
  public void start() {
    if (stopped) {
      return;
    }
    retryTimer = -1;
    Run begun = new Run(begin.get());
    run = begun;
    begun.attempt.ready().onSuccess(v -> served(begun)).onFailure(failure -> over(begun, reason(failure)));
    begun.attempt.ended().onSuccess(why -> over(begun, why));
  }

  /** Ends what runs and begins nothing more. */
  public Future<Void> stop() {
    stopped = true;
    if (retryTimer >= 0) {
      vertx.cancelTimer(retryTimer);
    }
    if (run == null) {
      return Future.succeededFuture();
    }
    run.over = true;
    vertx.cancelTimer(run.startTimer);
    return run.attempt.stop();
  }

  private void served(Run begun) {
    if (begun.over) {
      return;
    }
    vertx.cancelTimer(begun.startTimer);
    begun.readyAtMs = clock.nowMs();
    watcher.ready();
  }

  private void over(Run ended, String why) {
    if (ended.over) {
      return;
    }
    ended.over = true;
    vertx.cancelTimer(ended.startTimer);
    if (ended.readyAtMs >= 0 && clock.nowMs() - ended.readyAtMs >= timing.stableMs()) {
      backoff.succeeded();
    }
    int pauseMs = backoff.failedMs();
    watcher.lost(why, backoff.failures(), pauseMs);
    ended.attempt.stop().onComplete(gone -> {
      if (!stopped) {
        retryTimer = vertx.setTimer(pauseMs, t -> start());
      }
    });
  }

  private static String reason(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
