package io.xiaozhimesh.bench.load;

import io.vertx.core.Promise;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.hop.EchoWorker;
import io.xiaozhimesh.bench.load.hop.HopEcho;
import io.xiaozhimesh.bench.load.processes.MeshProcesses;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolsOffered;
import io.xiaozhimesh.stage.Inbox;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What a message costs on its way: within one JVM, to a second one, and through a worker in Python and in Node. */
final class HopBenchmark implements Benchmark {

  private static final String ECHO_NODE = "hop-echo";
  private static final String TOOL = "echo";
  private static final long WORKER_READY_S = 60;
  private static final double LOST_PERCENT_MAX = 0;

  private final List<EchoWorker.Kit> kits;

  HopBenchmark() {
    this(List.of());
  }

  /** With these worker kits instead of those found when it runs. */
  HopBenchmark(List<EchoWorker.Kit> kits) {
    this.kits = kits;
  }

  @Override
  public String name() {
    return "hop";
  }

  @Override
  public String description() {
    return "time of a frame one way and of a request: one JVM, two JVMs, a worker in Python, a worker in Node";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    if (!settings.ownMesh()) {
      throw new IllegalArgumentException("hops are measured in an own mesh only, without --url");
    }
    Rows rows = new Rows(settings);
    oneJvm(rows);
    twoJvms(rows);
    JsonObject conditions = Conditions.of(settings).put("target", "bus and bridge; two JVMs: clustered, on this machine")
        .put("engines", "none").put("perS", HopLoad.PER_S).put("payloadBytes", HopLoad.PACKET_BYTES);
    return new BenchReport("hop", conditions, rows.measures, List.of(new Share("calls and frames that did not come back", 1,
        rows.failed, rows.sent, LOST_PERCENT_MAX)), new JsonObject().put("hops", rows.json));
  }

  /** This JVM alone, and with it the workers of other languages, whose bridge is in it. */
  private void oneJvm(Rows rows) {
    String token = UUID.randomUUID().toString();
    RunningMesh mesh = Waiting.on(RunningMesh.start(List.of(), alone(token), EnumSet.of(Role.BRIDGE)));
    try (HopLoad load = new HopLoad(mesh.vertx(), mesh.bus())) {
      Inbox echo = HopEcho.inbox(mesh.bus().onNode(ECHO_NODE), load.address());
      Waiting.on(echo.open());
      rows.oneWay("one JVM", load, echo.address());
      rows.request("one JVM", load, echo.address(), TOOL);
      Waiting.on(echo.close());
      for (EchoWorker.Kit kit : kits.isEmpty() ? List.of(EchoWorker.python(), EchoWorker.node()) : kits) {
        worker(kit, mesh, token, load, rows);
      }
      rows.add(load);
    } finally {
      Waiting.on(mesh.stop());
    }
  }

  private static void worker(EchoWorker.Kit kit, RunningMesh mesh, String token, HopLoad load, Rows rows) {
    if (!kit.missing().isEmpty()) {
      rows.missing("worker in " + kit.name(), kit.missing());
      return;
    }
    Promise<String> offered = Promise.promise();
    MessageConsumer<BusMessage> offers = mesh.bus().subscribe(Addresses.TOOLS, ToolsOffered.class, offer -> {
      if (offer.tools().stream().anyMatch(tool -> tool.name().equals(kit.tool()))) {
        offered.tryComplete(offer.inbox());
      }
    });
    try (EchoWorker process = kit.start(mesh.bridgeUrl(), token)) {
      String inbox = Waiting.on(offered.future().timeout(WORKER_READY_S, TimeUnit.SECONDS));
      rows.request("worker in " + kit.name(), load, inbox, kit.tool());
    } finally {
      Waiting.on(offers.unregister());
    }
  }

  private static JsonObject alone(String token) {
    return new JsonObject()
        .put("node", new JsonObject().put("managementPort", -1))
        .put("bridge", new JsonObject().put("host", "127.0.0.1").put("port", 0).put("token", token));
  }

  private static void twoJvms(Rows rows) {
    try (MeshProcesses processes = new MeshProcesses(new JsonObject())) {
      RunningMesh mesh = Waiting.on(RunningMesh.start(List.of(), processes.settings(), Set.of(), true));
      try (HopLoad load = new HopLoad(mesh.vertx(), mesh.bus())) {
        processes.run(ECHO_NODE, HopEcho.class, load.address()).ready();
        String echo = Addresses.inbox(Role.PLUGINS, ECHO_NODE);
        rows.oneWay("two JVMs", load, echo);
        rows.request("two JVMs", load, echo, TOOL);
        rows.add(load);
      } finally {
        Waiting.on(mesh.stop());
      }
    }
  }

  /** What has been measured so far. */
  private static final class Rows {

    private final BenchSettings settings;
    private final List<Measure> measures = new ArrayList<>();
    private final JsonArray json = new JsonArray();
    private long sent;
    private long failed;

    Rows(BenchSettings settings) {
      this.settings = settings;
    }

    void oneWay(String hop, HopLoad load, String inbox) {
      Measure measure = begin(hop, "one way");
      load.oneWay(inbox, settings, measure);
      done(hop, "one way", measure);
    }

    void request(String hop, HopLoad load, String inbox, String tool) {
      Measure measure = begin(hop, "request");
      load.request(inbox, tool, settings, measure);
      done(hop, "request", measure);
    }

    private Measure begin(String hop, String kind) {
      settings.progress().accept("hop: " + hop + ", " + kind);
      return new Measure(hop + ", " + kind, 1, Double.POSITIVE_INFINITY);
    }

    private void done(String hop, String kind, Measure measure) {
      measures.add(measure);
      json.add(new JsonObject().put("hop", hop).put("kind", kind).put("n", measure.count())
          .put("p50Ms", measure.percentileMs(50)).put("p99Ms", measure.percentileMs(99)));
    }

    void missing(String hop, String what) {
      settings.progress().accept("hop: " + hop + " is not measured, install " + what);
      measures.add(new Measure(hop + ", request: not measured, install " + what, 1, Double.POSITIVE_INFINITY));
      json.add(new JsonObject().put("hop", hop).put("kind", "request").put("n", 0).put("missing", what));
    }

    void add(HopLoad load) {
      sent += load.sent();
      failed += load.failed();
    }
  }
}
