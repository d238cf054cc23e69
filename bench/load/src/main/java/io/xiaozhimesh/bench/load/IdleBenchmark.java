package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.crowd.Caller;
import io.xiaozhimesh.bench.load.server.KernelLimits;
import io.xiaozhimesh.bench.load.server.ProcessSample;
import java.util.ArrayList;
import java.util.List;

/** How many devices that say nothing can be held, and what each of them costs. */
final class IdleBenchmark implements Benchmark {

  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;
  private static final int STIR_EVERY_S = 45;
  private static final String STIR = "{\"type\":\"listen\",\"state\":\"stop\"}";

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String description() {
    return "devices connected step by step and held: memory of each, handshake times, none dropped";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    KernelLimits limits = KernelLimits.read();
    List<Integer> wanted = settings.sessions().isEmpty() ? settings.profile().idle() : settings.sessions();
    wanted.stream().flatMap(n -> limits.advice(n).stream()).distinct().forEach(settings.progress());
    List<Integer> steps = wanted.stream().map(n -> Math.min(n, limits.connectionsMax())).distinct().sorted().toList();
    int largest = steps.get(steps.size() - 1);
    try (Ground ground = Ground.of(settings, new JsonObject()); CallerFleet fleet = new CallerFleet(ground, largest)) {
      List<Measure> measures = new ArrayList<>();
      JsonArray held = new JsonArray();
      long endNs = System.nanoTime() + settings.seconds() * 1_000_000_000L;
      long emptyKb = residentKb(ground);
      for (int step : steps) {
        measures.add(grow(ground, fleet, step, emptyKb, held));
        settings.progress().accept("idle: " + fleet.callers().size() + " connected");
      }
      Measure loop = new Measure("ping through the server's event loop", largest, NO_LIMIT);
      int holdS = (int) Math.max(1, (endNs - System.nanoTime()) / 1_000_000_000L);
      hold(ground, fleet, loop, holdS);
      measures.add(loop);
      Share dropped = new Share("devices dropped", largest, fleet.lost(), fleet.callers().size(), own(settings, 0));
      Share failed = new Share("devices that could not connect", largest, fleet.failed(), largest, own(settings, 0));
      JsonObject figures = new JsonObject().put("held", fleet.callers().size() - fleet.lost()).put("heldSeconds", holdS)
          .put("steps", held).put("firstFailure", fleet.firstFailure()).mergeIn(ground.figures());
      return new BenchReport(name(), ground.conditions().put("openFiles", limits.openFiles()), measures,
          List.of(dropped, failed), figures);
    }
  }

  private static Measure grow(Ground ground, CallerFleet fleet, int step, long emptyKb, JsonArray held) {
    Measure hello = new Measure("handshake and hello", step, NO_LIMIT);
    int before = fleet.callers().size();
    long startNs = System.nanoTime();
    fleet.growTo(step, hello, n -> Caller.Ear.DEAF);
    double seconds = (System.nanoTime() - startNs) / 1e9;
    int now = fleet.callers().size();
    JsonObject line = new JsonObject().put("devices", now).put("connectsPerSecond", Math.round((now - before) / seconds));
    if (ground.server() != null) {
      long residentKb = residentKb(ground);
      line.put("residentMb", residentKb / 1024)
          .put("kbPerDevice", Math.round(10.0 * (residentKb - emptyKb) / Math.max(1, now)) / 10.0);
    }
    held.add(line);
    return hello;
  }

  /** Stirs each device now and then, so that the server does not take it for forgotten; pings through one of them. */
  private static void hold(Ground ground, CallerFleet fleet, Measure loop, int seconds) {
    new Schedule(ground.clients(), 1, 250).run(seconds * 1000L, n -> {
      if (!fleet.callers().isEmpty()) {
        fleet.callers().get(0).ping().onSuccess(loop::record);
      }
      // Spread: every quarter of a second the next of them.
      int turns = STIR_EVERY_S * 4;
      int now = (int) (System.nanoTime() / 250_000_000L % turns);
      List<Caller> all = fleet.callers();
      for (int i = now; i < all.size(); i += turns) {
        all.get(i).text(STIR);
      }
    });
  }

  static long residentKb(Ground ground) {
    return ground.server() == null ? 0 : ProcessSample.of(ground.server().pid()).residentKb();
  }

  static double own(BenchSettings settings, double limit) {
    return settings.ownMesh() ? limit : NO_LIMIT;
  }
}
