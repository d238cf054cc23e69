package io.xiaozhimesh.registry;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.Metrics;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads on which SQL runs, as many as there are connections, with a bounded queue before them. What finds the
 * queue full fails as OVERLOADED at once. Used on the context of one verticle.
 */
final class SqlWorkers {

  private static final long STOP_WAIT_MS_MAX = 5_000;

  private final Vertx vertx;
  private final Metrics metrics;
  private final int queueMax;
  private final ThreadPoolExecutor threads;

  SqlWorkers(Vertx vertx, RegistryOptions options, Metrics metrics) {
    this.vertx = vertx;
    this.metrics = metrics;
    this.queueMax = options.queueMax();
    AtomicInteger number = new AtomicInteger();
    this.threads = new ThreadPoolExecutor(options.connections(), options.connections(), 0, TimeUnit.MILLISECONDS,
        new ArrayBlockingQueue<>(queueMax), task -> new Thread(task, "registry-sql-" + number.incrementAndGet()));
  }

  /** Runs the work on a thread of its own; the future completes on the caller's context. */
  <T> Future<T> run(Supplier<T> work) {
    Promise<T> done = ((ContextInternal) vertx.getOrCreateContext()).promise();
    try {
      threads.execute(() -> complete(done, work));
    } catch (RejectedExecutionException e) {
      metrics.count("mesh.registry.request.refused", "reason", "queue-full");
      return Future.failedFuture(new MeshException(MeshError.OVERLOADED, "the registry has too much to do"));
    }
    return done.future();
  }

  /** Requests that wait. */
  int queued() {
    return threads.getQueue().size();
  }

  /** From 0 idle to 1 full. */
  double load() {
    return (double) queued() / queueMax;
  }

  /** Lets the queued work end, within a bound, and then does the last thing. */
  Future<Void> stop(Runnable last) {
    threads.shutdown();
    return vertx.executeBlocking(() -> {
      if (!threads.awaitTermination(STOP_WAIT_MS_MAX, TimeUnit.MILLISECONDS)) {
        metrics.count("mesh.registry.stop.incomplete");
        threads.shutdownNow();
      }
      last.run();
      return null;
    });
  }

  /** The border to foreign code: whatever the work throws is its answer. */
  private static <T> void complete(Promise<T> done, Supplier<T> work) {
    T result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      done.fail(e);
      return;
    }
    done.complete(result);
  }
}
