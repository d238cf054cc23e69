package io.xiaozhimesh.asr;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import io.xiaozhimesh.stage.resilience.Trial;
import io.xiaozhimesh.stage.resilience.Trials;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tries every configured engine with half a second of silence. */
public final class AsrTrials {

  private AsrTrials() {
  }

  /**
   * Tries them, away from any running stage.
   *
   * @param section of the stage
   * @return fails with IllegalArgumentException when the section is wrong
   */
  public static Future<List<Trial>> run(Vertx vertx, JsonObject section, MeshClock clock) {
    try {
      EngineCatalogue catalogue =
          new EngineCatalogue(AsrOptions.from(section), new EngineContext(vertx, clock, Metrics.inMemory()));
      Set<String> used = new HashSet<>(catalogue.chain().stream().map(ProviderSpec::name).toList());
      return new Trials<AsrEngine>("asr", vertx, clock, spec -> Optional.of(catalogue.load(spec)), Engines::probe,
          AsrEngine::close).of(catalogue.all(), used);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
  }
}
