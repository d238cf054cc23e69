package io.xiaozhimesh.plugins.workers;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.plugins.supervise.ChildProcess;
import io.xiaozhimesh.plugins.supervise.ProcessSpec;
import io.xiaozhimesh.plugins.supervise.RestartTiming;
import io.xiaozhimesh.plugins.supervise.Supervisor;
import io.xiaozhimesh.stage.StageContext;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the programs of the section {@code plugins.workers} and keeps them running. What they offer they say themselves,
 * to a bridge; what they print goes to the log at DEBUG. On one context.
 */
public final class Workers {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private final class Worker implements Supervisor.Watcher {

    private final ProcessSpec spec;
    private final Supervisor supervisor;

    Worker(ProcessSpec spec) {
      this.spec = spec;
      this.supervisor = new Supervisor(
          vertx, stage.clock(), timing, RandomGenerator.getDefault(), () -> new Life(spec), this);
    }

    @Override
    public void ready() {
      stage.metrics().count("mesh.plugins.worker.started");
      LOG.info("The worker {} runs", spec.name());
    }

    @Override
    public void lost(String why, int failuresInRow, int retryInMs) {
      stage.metrics().count("mesh.plugins.worker.lost");
      LOG.warn("The worker {} is begun again in {} ms: {}", spec.name(), retryInMs, why);
    }
  }

  private final class Life implements Supervisor.Attempt {

    private final Promise<String> ended = Promise.promise();
    private final Future<ChildProcess> child;

    Life(ProcessSpec spec) {
      child = ChildProcess.start(vertx, context, spec, (buffer, length) -> { });
      child.onSuccess(begun -> begun.ended().onSuccess(value -> ended.complete("it ended with " + value)));
    }

    @Override
    public Future<Void> ready() {
      return child.mapEmpty();
    }

    @Override
    public Future<String> ended() {
      return ended.future();
    }

    @Override
    public Future<Void> stop() {
      return child.compose(begun -> begun.stop(timing.stopGraceMs())).transform(done -> Future.succeededFuture());
    }
  }

  private final Vertx vertx;
  private final Context context;
  private final StageContext stage;
  private final RestartTiming timing;
  private final List<Worker> workers = new ArrayList<>();

  /** None runs yet. */
  public Workers(
      Vertx vertx, Context context, StageContext stage, List<ProcessSpec> specs, RestartTiming timing) {
    this.vertx = vertx;
    this.context = context;
    this.stage = stage;
    this.timing = timing;
    specs.forEach(spec -> workers.add(new Worker(spec)));
  }

  /** Begins all of them; a program that cannot be begun keeps nobody waiting. */
  public void start() {
    workers.forEach(worker -> worker.supervisor.start());
  }

  /** Ends all of them; completes when they are gone. */
  public Future<Void> stop() {
    return Future.join(workers.stream().map(worker -> worker.supervisor.stop()).toList()).mapEmpty();
  }
}
