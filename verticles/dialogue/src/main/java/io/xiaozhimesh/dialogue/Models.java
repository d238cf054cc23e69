package io.xiaozhimesh.dialogue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.HealthProbes;
import io.xiaozhimesh.stage.resilience.Priority;
import io.xiaozhimesh.stage.resilience.ProviderAdmin;
import io.xiaozhimesh.stage.resilience.ProviderSet;
import io.xiaozhimesh.stage.resilience.RelayContext;
import io.xiaozhimesh.stage.resilience.VertxTimers;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The language models that are in force, and how they are replaced while answers are made. Owned by the verticle. */
final class Models implements ProviderAdmin {

  /** What a probe says: the cheapest question there is. */
  static final ModelRequest PROBE =
      new ModelRequest("", List.of(ChatMessage.of(ChatMessage.Author.USER, "Say: ok")), List.of(), List.of(),
          Priority.BACKGROUND);

  private final Context context;
  private final DialogueOptions options;
  private final VertxTimers timers;
  private final RelayContext relays;
  private final ProviderSet<LanguageModel> set = new ProviderSet<>(LanguageModel::close);
  private final HealthProbes<LanguageModel> probes;

  /** Empty; {@link #apply(DialogueOptions)} fills it. */
  Models(Context context, StageContext stage, DialogueOptions options) {
    this.context = context;
    this.options = options;
    this.timers = new VertxTimers(context);
    this.relays = new RelayContext("dialogue", stage.clock(), timers, stage.metrics(), new SplittableRandom());
    this.probes = new HealthProbes<>(relays, set, options.resilience().probeMs(), Models::probe);
    probes.start();
  }

  /** All of them as one. */
  LanguageModel chain() {
    return new ModelChain(set, relays, options.resilience());
  }

  /** Whether there is one to ask. */
  boolean isPresent() {
    return !set.order().isEmpty();
  }

  List<String> order() {
    return set.order();
  }

  VertxTimers timers() {
    return timers;
  }

  /** Puts the models of these options in force; on the context. */
  void apply(DialogueOptions wanted) {
    List<Guarded<LanguageModel>> members =
        new ModelCatalogue(wanted, context.owner()).make(set, set.all(), timers);
    set.install(members, wanted.chain());
  }

  void close() {
    probes.stop();
    set.install(List.of(), List.of());
  }

  @Override
  public Future<Picture> picture() {
    return onContext(() -> new Picture(set.order(), set.status(relays.clock().nowMs())));
  }

  @Override
  public Future<Picture> apply(JsonObject section) {
    return onContext(() -> {
      apply(DialogueOptions.from(section).withResilience(options.resilience()));
      return null;
    }).compose(v -> picture());
  }

  private <T> Future<T> onContext(Callable<T> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(v -> {
      try {
        done.complete(work.call());
      } catch (Exception e) {
        // Whoever asked hears of everything that goes wrong.
        done.fail(e);
      }
    });
    return done.future();
  }

  /** Asks a model for one word; null when it says something. */
  static void probe(LanguageModel model, Consumer<MeshException> outcome) {
    new ModelProbe(outcome).begin(model);
  }
}
