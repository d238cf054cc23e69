package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.crowd.Caller;
import io.xiaozhimesh.bench.load.server.KernelLimits;
import io.xiaozhimesh.bench.load.server.ProcessSample;
import java.util.List;

/** Everybody vanishes without a word and comes back at once, again and again. */
final class StormBenchmark implements Benchmark {

  private static final int STRAGGLE_MS = 500;

  @Override
  public String name() {
    return "storm";
  }

  @Override
  public String description() {
    return "all devices vanish and reconnect at once, again and again: each must get its hello";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    KernelLimits limits = KernelLimits.read();
    int devices = Math.min(limits.connectionsMax() / 2, settings.sessionsOr(settings.profile().talking() * 10).get(0));
    try (Ground ground = Ground.of(settings, new JsonObject()); CallerFleet fleet = new CallerFleet(ground, 2 * devices)) {
      Measure first = new Measure("hello of the first connection", devices, Double.POSITIVE_INFINITY);
      Measure again = new Measure("hello after a storm", devices, Double.POSITIVE_INFINITY);
      fleet.growTo(devices, first, n -> Caller.Ear.DEAF);
      int descriptors = descriptors(ground);
      long endNs = System.nanoTime() + settings.seconds() * 1_000_000_000L;
      int rounds = 0;
      long spentNs = 0;
      while (System.nanoTime() < endNs) {
        fleet.dropAll();
        long startNs = System.nanoTime();
        fleet.growTo(devices, again, n -> Caller.Ear.DEAF);
        spentNs += System.nanoTime() - startNs;
        rounds++;
        new Schedule(ground.clients(), 1, STRAGGLE_MS).run(STRAGGLE_MS, n -> { });
      }
      settings.progress().accept("storm: " + rounds + " rounds of " + devices);
      long whole = first.count() + again.count() + fleet.failed();
      Share failed = new Share("connections without a hello", devices, fleet.failed(), whole, IdleBenchmark.own(settings, 0));
      Share lost = new Share("connections closed by the server", devices, fleet.lost(), whole,
          IdleBenchmark.own(settings, 0));
      JsonObject figures = new JsonObject().put("rounds", rounds)
          .put("reconnectsPerSecond", Math.round(again.count() / Math.max(1e-9, spentNs / 1e9)))
          .put("descriptorsBefore", descriptors).put("descriptorsAfter", descriptors(ground))
          .put("firstFailure", fleet.firstFailure()).mergeIn(ground.figures());
      return new BenchReport(name(), ground.conditions(), List.of(first, again), List.of(failed, lost), figures);
    }
  }

  private static int descriptors(Ground ground) {
    return ground.server() == null ? 0 : ProcessSample.of(ground.server().pid()).descriptors();
  }
}
