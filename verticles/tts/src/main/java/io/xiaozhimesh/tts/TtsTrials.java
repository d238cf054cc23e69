package io.xiaozhimesh.tts;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.resilience.Trial;
import io.xiaozhimesh.stage.resilience.Trials;
import io.xiaozhimesh.tts.internal.BoundedWorkers;
import java.util.HashSet;
import java.util.List;

/** Tries every configured engine with one word. */
public final class TtsTrials {

  private static final int QUEUE_MAX = 4;

  private TtsTrials() {
  }

  /**
   * Tries them, away from any running stage.
   *
   * @param section of the stage
   * @return fails with IllegalArgumentException when the section is wrong
   */
  public static Future<List<Trial>> run(Vertx vertx, JsonObject section, MeshClock clock) {
    BoundedWorkers workers = new BoundedWorkers("mesh-tts-trial", 2, QUEUE_MAX);
    try {
      TtsOptions options = TtsOptions.from(section);
      EngineCatalogue catalogue =
          new EngineCatalogue(options, new EngineContext(vertx, workers, clock, Metrics.inMemory()));
      return new Trials<TtsEngine>("tts", vertx, clock, catalogue::create,
          (engine, outcome) -> new Engines.EngineProbe(outcome).begin(engine), TtsEngine::close)
          .of(catalogue.all(), new HashSet<>(options.order()))
          .eventually(() -> vertx.executeBlocking(() -> {
            workers.close();
            return null;
          }, false));
    } catch (IllegalArgumentException e) {
      workers.close();
      return Future.failedFuture(e);
    }
  }
}
