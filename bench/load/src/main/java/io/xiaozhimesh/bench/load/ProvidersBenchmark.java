package io.xiaozhimesh.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.faults.Fault;
import io.xiaozhimesh.launcher.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the guard around providers costs, and what it is worth: the time to a model's first word through it and without it,
 * the longest wait while the first of two models is broken and the time until it serves again once it is mended, and how
 * many questions find an answer while it fails one in five.
 */
final class ProvidersBenchmark implements Benchmark {

  /** Questions for each distribution of latency. */
  static final int QUESTIONS = 3_000;

  /** Questions to a model that fails at random. */
  static final int FLAKY_QUESTIONS = 1_000;

  private static final int WARM_UP = 500;

  @Override
  public String name() {
    return "providers";
  }

  @Override
  public String description() {
    return "what the guard around providers adds to a call, how soon it recovers from faults, none lost at 20 % failures";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    return run(settings, QUESTIONS, FLAKY_QUESTIONS);
  }

  /** The same with other numbers of questions. */
  static BenchReport run(BenchSettings settings, int questions, int flakyQuestions) {
    Vertx vertx = Vertx.vertx();
    try {
      GuardedModels models = Waiting.on(GuardedModels.start(vertx));
      settings.progress().accept("latency: " + questions + " questions each way");
      Measure bare = new Measure("first word, bare client", 1, Double.POSITIVE_INFINITY);
      Measure guarded = new Measure("first word, through the guard", 1, Double.POSITIVE_INFINITY);
      models.alternate(Math.min(WARM_UP, questions), null, null);
      models.alternate(questions, bare, guarded);
      JsonObject figures = new JsonObject()
          .put("addedP50Ms", guarded.percentileMs(50) - bare.percentileMs(50))
          .put("addedP99Ms", guarded.percentileMs(99) - bare.percentileMs(99));
      List<Measure> measures = new ArrayList<>(List.of(bare, guarded));
      for (Fault fault : List.of(Fault.KILLED, Fault.SLOW, Fault.RUBBISH)) {
        settings.progress().accept("fault: " + fault);
        recovery(models, fault, figures, measures);
      }
      settings.progress().accept("flaky: " + flakyQuestions + " questions");
      Share lost = new Share("questions without an answer at 20 % failures", 1, models.flaky(flakyQuestions), flakyQuestions, 0);
      JsonObject conditions = Conditions.of(settings).put("engines", "stand-in on a socket, answers at once")
          .put("questions", questions).put("hedgeMs", GuardedModels.HEDGE_MS).put("probeMs", GuardedModels.PROBE_MS);
      return new BenchReport("providers", conditions, measures, List.of(lost), figures);
    } finally {
      Waiting.on(vertx.close());
    }
  }

  private static void recovery(GuardedModels models, Fault fault, JsonObject figures, List<Measure> measures) {
    String name = fault.name().toLowerCase(Locale.ROOT);
    Measure waits = new Measure("first word while the first model is " + name, 1, GuardedModels.HEDGE_MS + 1_000);
    long backMs = models.breakAndMend(fault, waits);
    Measure back = new Measure("from mending to the first model's next answer, " + name, 1, Double.POSITIVE_INFINITY);
    back.record(backMs);
    figures.put("recovered_" + name + "_ms", backMs);
    measures.add(waits);
    measures.add(back);
  }
}
