package io.xiaozhimesh.asr;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.HealthProbes;
import io.xiaozhimesh.stage.resilience.ProviderAdmin;
import io.xiaozhimesh.stage.resilience.ProviderSet;
import io.xiaozhimesh.stage.resilience.RelayContext;
import io.xiaozhimesh.stage.resilience.VertxTimers;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The engines that are in force, and how they are replaced while people speak. Owned by the verticle, on its context. */
final class Engines implements ProviderAdmin {

  private static final int PROBE_SAMPLES = AsrEngine.SAMPLE_RATE_HZ / 2;

  private final Vertx vertx;
  private final Context context;
  private final StageContext stage;
  private final AsrOptions options;
  private final WorkerExecutor loader;
  private final VertxTimers timers;
  private final Executor loop;
  private final RelayContext relays;
  private final ProviderSet<AsrEngine> set;
  private final EngineChain chain;
  private final HealthProbes<AsrEngine> probes;

  /** Empty; {@link #apply(AsrOptions)} fills it. */
  Engines(Context context, StageContext stage, AsrOptions options, WorkerExecutor loader) {
    this.vertx = context.owner();
    this.context = context;
    this.stage = stage;
    this.options = options;
    this.loader = loader;
    this.timers = new VertxTimers(context);
    this.loop = task -> context.runOnContext(v -> task.run());
    this.relays = new RelayContext("asr", stage.clock(), timers, stage.metrics(), new SplittableRandom());
    this.set = new ProviderSet<>(this::closeLater);
    this.chain = new EngineChain(set, relays, options.resilience(),
        new TranscriptCache(options.cacheEntriesMax(), options.cacheTtlMs(), stage.clock()), loop);
    this.probes = new HealthProbes<>(relays, set, options.resilience().probeMs(),
        (engine, outcome) -> probe(engine, failure -> loop.execute(() -> outcome.accept(failure))));
  }

  /** All of them as one. */
  AsrEngine chain() {
    return chain;
  }

  /** Loads the engines of these options and puts them in force. */
  Future<Void> apply(AsrOptions wanted) {
    List<Guarded<AsrEngine>> before = set.all();
    EngineContext given = new EngineContext(vertx, stage.clock(), stage.metrics());
    return loader.executeBlocking(() -> new EngineCatalogue(wanted, given).load(set, before, timers), false)
        .onSuccess(chain::install).mapEmpty();
  }

  void start() {
    probes.start();
  }

  /** Closes them all; completes when they are. */
  Future<Void> close() {
    probes.stop();
    List<Guarded<AsrEngine>> all = set.all();
    return loader.executeBlocking(() -> {
      all.forEach(member -> member.provider().close());
      return null;
    }, false).mapEmpty();
  }

  @Override
  public Future<Picture> picture() {
    Promise<Picture> picture = Promise.promise();
    context.runOnContext(v -> picture.complete(new Picture(set.order(), set.status(stage.clock().nowMs()))));
    return picture.future();
  }

  @Override
  public Future<Picture> apply(JsonObject section) {
    Promise<Void> applied = Promise.promise();
    context.runOnContext(v -> {
      try {
        apply(AsrOptions.from(section).withResilience(options.resilience())).onComplete(applied);
      } catch (IllegalArgumentException e) {
        applied.fail(e);
      }
    });
    return applied.future().compose(v -> picture());
  }

  private void closeLater(AsrEngine engine) {
    loader.executeBlocking(() -> {
      engine.close();
      return null;
    }, false);
  }

  /** Gives an engine half a second of silence; null when it answers, on any thread. */
  static void probe(AsrEngine engine, Consumer<MeshException> outcome) {
    try {
      Recognition recognition = engine.open("", interim -> { });
      recognition.accept(new short[PROBE_SAMPLES]);
      recognition.finish().whenComplete((transcript, failure) ->
          outcome.accept(failure == null ? null : MeshException.of(failure)));
    } catch (RuntimeException e) {
      // Engines are foreign code.
      outcome.accept(MeshException.of(e));
    }
  }
}
