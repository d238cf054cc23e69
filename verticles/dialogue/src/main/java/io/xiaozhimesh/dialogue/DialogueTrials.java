package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.resilience.Trial;
import io.xiaozhimesh.stage.resilience.Trials;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Tries every configured language model with a question of two words. */
public final class DialogueTrials {

  private DialogueTrials() {
  }

  /**
   * Tries them, away from any running stage.
   *
   * @param section of the stage
   * @return fails with IllegalArgumentException when the section is wrong
   */
  public static Future<List<Trial>> run(Vertx vertx, JsonObject section, MeshClock clock) {
    try {
      DialogueOptions options = DialogueOptions.from(section);
      ModelCatalogue catalogue = new ModelCatalogue(options, vertx);
      return new Trials<LanguageModel>("dialogue", vertx, clock, spec -> Optional.of(catalogue.create(spec)),
          Models::probe, LanguageModel::close).of(catalogue.all(), new HashSet<>(options.chain()));
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
  }
}
