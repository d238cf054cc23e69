package io.xiaozhimesh.bench.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.faults.Fault;
import io.xiaozhimesh.bench.load.faults.StandInService;
import io.xiaozhimesh.dialogue.ChatMessage;
import io.xiaozhimesh.dialogue.LanguageModel;
import io.xiaozhimesh.dialogue.LanguageModelProvider;
import io.xiaozhimesh.dialogue.ModelListener;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.providers.ProviderSpec;
import io.xiaozhimesh.stage.resilience.Gate;
import io.xiaozhimesh.stage.resilience.GuardRules;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.HealthProbes;
import io.xiaozhimesh.stage.resilience.Priority;
import io.xiaozhimesh.stage.resilience.ProviderSet;
import io.xiaozhimesh.stage.resilience.Relay;
import io.xiaozhimesh.stage.resilience.RelayContext;
import io.xiaozhimesh.stage.resilience.VertxTimers;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Two models on stand-in services, asked through the guard or without it. For the main thread, which waits. */
final class GuardedModels {

  static final int HEDGE_MS = 1_200;
  static final int PROBE_MS = 1_000;

  private static final long SEED = 20;
  private static final int FAULT_QUESTIONS = 20;
  private static final long BACK_MS_MAX = 30_000;
  private static final ModelRequest QUESTION =
      new ModelRequest("", List.of(ChatMessage.of(ChatMessage.Author.USER, "hello")), List.of());
  private static final GuardRules RULES = rules();

  private final Context context;
  private final StandInService first;
  private final LanguageModel bare;
  private final ProviderSet<LanguageModel> set;
  private final RelayContext relays;

  private GuardedModels(Vertx vertx, StandInService first, StandInService second) {
    this.context = vertx.getOrCreateContext();
    this.first = first;
    VertxTimers timers = new VertxTimers(context);
    this.relays = new RelayContext("bench", MeshClock.system(), timers, Metrics.inMemory(), new SplittableRandom(SEED));
    this.set = new ProviderSet<>(LanguageModel::close);
    this.bare = model(vertx, first);
    set.install(List.of(guarded("first", model(vertx, first), timers), guarded("second", model(vertx, second), timers)),
        List.of("first", "second"));
    new HealthProbes<>(relays, set, PROBE_MS, (model, outcome) -> model.generate(QUESTION, new Hearing(
        text -> outcome.accept(null), outcome::accept))).start();
  }

  static Future<GuardedModels> start(Vertx vertx) {
    StandInService first = new StandInService(vertx, "", "Hello there.", SEED);
    StandInService second = new StandInService(vertx, "", "Hello too.", SEED);
    return first.start().compose(v -> second.start()).map(v -> new GuardedModels(vertx, first, second));
  }

  private static GuardRules rules() {
    return GuardRules.of(new Gate.Limits(10, 50, 10_000), new GuardRules.Times(5_000, 5_000, 30_000, HEDGE_MS))
        .read(new OptionsReader("bench", new JsonObject().put("probeMs", PROBE_MS)));
  }

  private static LanguageModel model(Vertx vertx, StandInService service) {
    LanguageModelProvider openAi = ServiceLoader.load(LanguageModelProvider.class).stream()
        .map(ServiceLoader.Provider::get).filter(p -> p.name().equals("openai")).findFirst().orElseThrow();
    return openAi.create(new OptionsReader("bench",
        new JsonObject().put("baseUrl", service.url()).put("firstTokenMs", 60_000).put("idleMs", 60_000)), vertx);
  }

  private static Guarded<LanguageModel> guarded(String name, LanguageModel model, VertxTimers timers) {
    ProviderSpec spec = new ProviderSpec(name, "openai", 0, new OptionsReader(name, new JsonObject()));
    return new Guarded<>(spec, false, model, RULES, timers);
  }

  /** Asks so often in both ways, one after the other; null measures nothing. */
  void alternate(int questions, Measure without, Measure with) {
    for (int i = 0; i < questions; i++) {
      double bareMs = timed(false);
      double guardedMs = timed(true);
      if (without != null) {
        without.record(bareMs);
        with.record(guardedMs);
      }
    }
  }

  /** Breaks the first model, asks, mends it, and asks until it serves again; milliseconds from mending to that. */
  long breakAndMend(Fault fault, Measure waits) {
    Waiting.on(first.fault(fault));
    for (int i = 0; i < FAULT_QUESTIONS; i++) {
      waits.record(timed(true));
    }
    Waiting.on(first.fault(Fault.NONE));
    long mended = System.nanoTime();
    while (!"first".equals(Waiting.on(guardedAnswer())) && sinceMs(mended) < BACK_MS_MAX) {
      waits.record(timed(true));
    }
    return Math.round(sinceMs(mended));
  }

  /** Asks so often while the first model fails one in five; how many were not answered. */
  long flaky(int questions) {
    Waiting.on(first.fault(Fault.FLAKY));
    long lost = 0;
    for (int i = 0; i < questions; i++) {
      lost += Waiting.on(guardedAnswer().otherwise("")).isEmpty() ? 1 : 0;
    }
    Waiting.on(first.fault(Fault.NONE));
    return lost;
  }

  private double timed(boolean guarded) {
    long began = System.nanoTime();
    Waiting.on(guarded ? guardedAnswer() : bareAnswer());
    return sinceMs(began);
  }

  private static double sinceMs(long beganNs) {
    return (System.nanoTime() - beganNs) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private Future<String> bareAnswer() {
    Promise<String> first = Promise.promise();
    context.runOnContext(v -> bare.generate(QUESTION, new Hearing(text -> first.tryComplete("bare"), first::tryFail)));
    return first.future();
  }

  /** Completes at the first word with who said it. */
  private Future<String> guardedAnswer() {
    Promise<String> first = Promise.promise();
    context.runOnContext(v -> new Relay<>(relays, RULES, set.chain(set.order()), Priority.INTERACTIVE,
        new Relay.Request<LanguageModel>() {
          @Override
          public Runnable begin(LanguageModel model, Relay<LanguageModel>.Attempt attempt) {
            LanguageModel.ModelCall call = model.generate(QUESTION, new Guarding(attempt, first));
            return call::cancel;
          }

          @Override
          public void failed(MeshException failure, String heard) {
            first.tryFail(failure);
          }
        }).start());
    return first.future();
  }

  /** Hears one model through its attempt. */
  private record Guarding(Relay<LanguageModel>.Attempt attempt, Promise<String> first) implements ModelListener {

    @Override
    public void text(String delta) {
      if (attempt.output()) {
        first.tryComplete(attempt.provider());
      }
    }

    @Override
    public void ended(List<ToolRequest> calls) {
      attempt.completed();
    }

    @Override
    public void failed(MeshException failure) {
      attempt.failed(failure);
    }
  }

  /** Hears one model. */
  private record Hearing(Consumer<String> text, Consumer<MeshException> failure)
      implements ModelListener {

    @Override
    public void text(String delta) {
      text.accept(delta);
    }

    @Override
    public void ended(List<ToolRequest> calls) {
      // The first word is what counts.
    }

    @Override
    public void failed(MeshException why) {
      failure.accept(why);
    }
  }
}
