package io.xiaozhimesh.tts;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
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

/** The engines that are in force, and how they are replaced while answers are spoken. Owned by the verticle. */
final class Engines implements ProviderAdmin {

  private final Context context;
  private final StageContext stage;
  private final TtsOptions options;
  private final EngineContext given;
  private final VertxTimers timers;
  private final RelayContext relays;
  private final ProviderSet<TtsEngine> set;
  private final HealthProbes<TtsEngine> probes;

  /** Empty; {@link #apply(TtsOptions)} fills it. */
  Engines(Context context, StageContext stage, TtsOptions options, Executor synthesisers) {
    this.context = context;
    this.stage = stage;
    this.options = options;
    this.given = new EngineContext(context.owner(), synthesisers, stage.clock(), stage.metrics());
    this.timers = new VertxTimers(context);
    this.relays = new RelayContext("tts", stage.clock(), timers, stage.metrics(), new SplittableRandom());
    this.set = new ProviderSet<>(this::closeLater);
    this.probes = new HealthProbes<>(relays, set, options.resilience().probeMs(), (engine, outcome) ->
        new EngineProbe(failure -> context.runOnContext(v -> outcome.accept(failure))).begin(engine));
  }

  EngineChoice choice() {
    return new EngineChoice(set);
  }

  RelayContext relays() {
    return relays;
  }

  /** Makes the engines of these options and puts them in force. */
  Future<Void> apply(TtsOptions wanted) {
    List<Guarded<TtsEngine>> before = set.all();
    return context.owner().executeBlocking(() -> new EngineCatalogue(wanted, given).open(set, before, timers))
        .onSuccess(members -> set.install(members, wanted.order())).mapEmpty();
  }

  void start() {
    probes.start();
  }

  /** Closes them all. Blocks. */
  void closeAll() {
    set.all().forEach(member -> member.provider().close());
  }

  void stop() {
    probes.stop();
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
        apply(TtsOptions.from(section).withResilience(options.resilience())).onComplete(applied);
      } catch (IllegalArgumentException e) {
        applied.fail(e);
      }
    });
    return applied.future().compose(v -> picture());
  }

  private void closeLater(TtsEngine engine) {
    context.owner().executeBlocking(() -> {
      engine.close();
      return null;
    });
  }

  /** Asks one engine for one word, to see whether it works. One use. */
  static final class EngineProbe implements SpeechSink {

    private final Consumer<MeshException> outcome;
    private Synthesis synthesis = () -> { };
    private boolean over;

    /** @param outcome told once, on any thread: null when the engine made a sound */
    EngineProbe(Consumer<MeshException> outcome) {
      this.outcome = outcome;
    }

    void begin(TtsEngine engine) {
      boolean english = engine.supports("en-US");
      try {
        synthesis = engine.synthesise(english ? "OK." : "好。", english ? "en-US" : "zh-CN", "", this);
      } catch (RuntimeException e) {
        // Engines are foreign code.
        end(MeshException.of(e));
      }
    }

    @Override
    public void pcm(short[] samples, int sampleRateHz) {
      if (end(null)) {
        synthesis.cancel();
      }
    }

    @Override
    public void completed() {
      end(new MeshException(MeshError.PROVIDER_FAILED, "the engine made no sound"));
    }

    @Override
    public void failed(MeshException failure) {
      end(failure);
    }

    private boolean end(MeshException failure) {
      synchronized (this) {
        if (over) {
          return false;
        }
        over = true;
      }
      outcome.accept(failure);
      return true;
    }
  }
}
