package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.crowd.Caller;
import io.xiaozhimesh.bench.load.server.JvmView;
import io.xiaozhimesh.bench.load.server.ProcessSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reconnects and short conversations for as long as it is told; what the server keeps of them must not grow. */
final class SoakBenchmark implements Benchmark {

  private static final int SAMPLES = 10;
  private static final int DEVICES = 50;
  private static final int SETTLE_MS = 400;
  private static final String QUESTION = "{\"type\":\"listen\",\"state\":\"detect\",\"text\":\"please say something\"}";

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String description() {
    return "reconnects and conversations for long: heap, direct memory, descriptors, threads, consumers, timers stay flat";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    if (!settings.ownMesh()) {
      throw new IllegalArgumentException("a soak looks into the server's process: an own mesh only, without --url");
    }
    int devices = settings.sessionsOr(DEVICES).get(0);
    Map<String, List<Double>> series = new LinkedHashMap<>();
    Measure hello = new Measure("hello", devices, Double.POSITIVE_INFINITY);
    // Netty's own pool is outside the JDK's count of direct memory unless it is told to allocate by the JDK.
    try (Ground ground = Ground.of(settings, new JsonObject(), "-Dio.netty.maxDirectMemory=0");
        JvmView jvm = JvmView.of(ground.server().pid());
        CallerFleet fleet = new CallerFleet(ground, 2 * devices)) {
      round(ground, fleet, devices, new Measure("warm-up", devices, Double.POSITIVE_INFINITY));
      long startNs = System.nanoTime();
      long wholeNs = settings.seconds() * 1_000_000_000L;
      int rounds = 0;
      for (int sample = 1; sample <= SAMPLES; sample++) {
        do {
          round(ground, fleet, devices, hello);
          rounds++;
        } while (System.nanoTime() - startNs < wholeNs * sample / SAMPLES);
        sample(ground, jvm, series);
        if (sample >= Slope.VALUES_MIN && System.nanoTime() - startNs >= wholeNs) {
          break;
        }
      }
      settings.progress().accept("soak: " + rounds + " rounds of " + devices + " devices");
      Share failed = new Share("connections without a hello", devices, fleet.failed(), hello.count() + fleet.failed(), 0);
      return report(ground, hello, failed, series, rounds);
    }
  }

  private BenchReport report(
      Ground ground, Measure hello, Share failed, Map<String, List<Double>> series, int rounds) {
    JsonObject slopes = new JsonObject();
    int growing = 0;
    for (Map.Entry<String, List<Double>> one : series.entrySet()) {
      Slope slope = Slope.of(one.getValue());
      growing += slope.flat() ? 0 : 1;
      slopes.put(one.getKey(), new JsonObject().put("flat", slope.flat()).put("growthPercent", Math.round(1000 * slope.growth()) / 10.0)
          .put("t", Double.isInfinite(slope.t()) ? "infinite" : String.valueOf(Math.round(10 * slope.t()) / 10.0))
          .put("values", new JsonArray(List.copyOf(one.getValue()))));
    }
    Share grown = new Share("quantities that grow", 1, growing, series.size(), 0);
    return new BenchReport(name(), ground.conditions(), List.of(hello), List.of(failed, grown),
        new JsonObject().put("rounds", rounds).put("reconnects", hello.count()).put("slopes", slopes)
            .mergeIn(ground.figures()));
  }

  /** Everybody connects, asks, hears the beginning and vanishes. */
  private static void round(Ground ground, CallerFleet fleet, int devices, Measure hello) {
    fleet.growTo(devices, hello, n -> Caller.Ear.DEAF);
    fleet.callers().forEach(caller -> caller.text(QUESTION));
    new Schedule(ground.clients(), 1, SETTLE_MS).run(SETTLE_MS, n -> { });
    fleet.dropAll();
  }

  /** With nobody connected, so that values can be compared. */
  private static void sample(Ground ground, JvmView jvm, Map<String, List<Double>> series) {
    new Schedule(ground.clients(), 1, SETTLE_MS).run(SETTLE_MS, n -> { });
    JvmView.Living living = jvm.living();
    ProcessSample process = ProcessSample.of(ground.server().pid());
    Map<String, Double> now = new LinkedHashMap<>();
    now.put("heapBytes", (double) living.heapBytes());
    now.put("directBytes", (double) living.directBytes());
    now.put("timers", (double) living.timers());
    now.put("consumers", (double) living.consumers());
    now.put("descriptors", (double) process.descriptors());
    now.put("threads", (double) process.threads());
    now.forEach((name, value) -> series.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
  }
}
