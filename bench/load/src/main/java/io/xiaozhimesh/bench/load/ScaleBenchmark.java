package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.processes.MeshProcess;
import io.xiaozhimesh.bench.load.processes.MeshProcesses;
import java.util.ArrayList;
import java.util.List;

/** What one more worker process is worth: an asr stage of one to four processes whose recognisers take a fixed time. */
final class ScaleBenchmark implements Benchmark {

  /** Workers at most. */
  static final int WORKERS_MAX = 4;

  private static final int RECOGNISERS = 2;
  private static final int DELAY_MS = 100;
  /** Utterances open or waiting at once: as much again waits as is being recognised, twice over. */
  private static final int CAPACITY = 6;
  private static final double NOMINAL_PER_S = RECOGNISERS * 1_000.0 / DELAY_MS;
  private static final double OVERLOAD = 1.3;
  private static final double MODERATE = 0.7;
  private static final double SHORT_OF_LINEAR_PERCENT_MAX = 10;

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public String description() {
    return "throughput and p99 of an asr stage of 1 to 4 processes with a fixed time per utterance: at least 0.9 of linear";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    return run(settings, WORKERS_MAX);
  }

  /** The same with at most so many workers. */
  static BenchReport run(BenchSettings settings, int workersMax) {
    if (!settings.ownMesh()) {
      throw new IllegalArgumentException("workers are added to an own mesh only, without --url");
    }
    List<Measure> measures = new ArrayList<>();
    List<Share> shares = new ArrayList<>();
    JsonObject perS = new JsonObject();
    double alone = 0;
    try (MeshProcesses processes = new MeshProcesses(engine()); ScaleLoad load = new ScaleLoad(processes.settings())) {
      for (int workers = 1; workers <= workersMax; workers++) {
        settings.progress().accept("scale: " + workers + " workers");
        MeshProcess added = processes.start("asr-" + workers, "asr");
        added.ready();
        load.awaitWorkers(workers);
        load.run(settings.warmUpSeconds(), workers * NOMINAL_PER_S * OVERLOAD,
            new Measure("warm-up", workers, Double.POSITIVE_INFINITY));
        Measure full = new Measure("utterance end to transcript, beyond capacity", workers, Double.POSITIVE_INFINITY);
        long done = load.run(settings.seconds(), workers * NOMINAL_PER_S * OVERLOAD, full);
        Measure moderate = new Measure("utterance end to transcript, at 70 %", workers, Double.POSITIVE_INFINITY);
        load.run(settings.seconds(), workers * NOMINAL_PER_S * MODERATE, moderate);
        double throughput = (double) done / settings.seconds();
        alone = workers == 1 ? throughput : alone;
        perS.put(String.valueOf(workers), throughput);
        measures.add(full);
        measures.add(moderate);
        long linear = Math.round(alone * workers * settings.seconds());
        shares.add(new Share("short of linear throughput", workers, Math.max(0, linear - done), linear,
            SHORT_OF_LINEAR_PERCENT_MAX));
      }
      JsonObject conditions = Conditions.of(settings).put("target", "asr workers in processes of their own")
          .put("engines", RECOGNISERS + " recognisers per worker, " + DELAY_MS + " ms per utterance");
      return new BenchReport("scale", conditions, measures, shares,
          new JsonObject().put("utterancesPerS", perS).put("refused", load.refused()));
    }
  }

  private static JsonObject engine() {
    JsonObject fixed = new JsonObject().put("type", "scripted")
        .put("delayMs", DELAY_MS).put("recognisers", RECOGNISERS).put("utterancesMax", CAPACITY);
    return new JsonObject().put("asr",
        new JsonObject().put("engine", "fixed").put("providers", new JsonObject().put("fixed", fixed)));
  }
}
