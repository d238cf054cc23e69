package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.mcp.PidServer;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolListWanted;
import io.xiaozhimesh.protocol.bus.ToolListed;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Calls at a constant rate over the bus, by each session in turn, and one kill of the server behind them. */
final class McpLoad {

  static final int CALLS_PER_SESSION_AND_S = 1;
  static final int BACK_MS_MAX = 2_000;

  private static final int DEADLINE_MS = 10_000;
  private static final int LOOK_MS = 50;
  private static final int START_LOOKS_MAX = 1_200;

  private final RunningMesh mesh;
  private final BenchSettings settings;
  private final int sessions;
  private final String plugins;
  private final Measure calm;
  private final Measure all;
  private final Measure back;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Set<String> processes = ConcurrentHashMap.newKeySet();
  private volatile boolean counting;
  private volatile long killedNs;
  private volatile String killed = "";
  private volatile double backMs = -1;
  private int childProcesses;

  McpLoad(RunningMesh mesh, BenchSettings settings, int sessions) {
    this.mesh = mesh;
    this.settings = settings;
    this.sessions = sessions;
    this.plugins = Addresses.inbox(Role.PLUGINS, mesh.bus().node());
    this.calm = new Measure("call before the kill", sessions, Double.POSITIVE_INFINITY);
    this.all = new Measure("call", sessions, Double.POSITIVE_INFINITY);
    this.back = new Measure("from the kill to the first answer", sessions, BACK_MS_MAX);
  }

  /** Half of the measured time, the kill, the other half. */
  void run() {
    awaitTool();
    long firstNs = System.nanoTime();
    long perCallNs = TimeUnit.SECONDS.toNanos(1) / ((long) sessions * CALLS_PER_SESSION_AND_S);
    long[] due = new long[1];
    long timer = mesh.vertx().setPeriodic(1, t -> {
      long wanted = (System.nanoTime() - firstNs) / perCallNs;
      for (; due[0] < wanted; due[0]++) {
        call("bench-" + due[0] % sessions);
      }
    });
    Waiting.on(mesh.vertx().timer(Math.max(1, settings.warmUpSeconds() * 1_000L)));
    counting = true;
    halfOfTheTime();
    kill();
    halfOfTheTime();
    mesh.vertx().cancelTimer(timer);
    for (int i = 0; i < DEADLINE_MS / LOOK_MS && answered.get() + unanswered.get() < sent.get(); i++) {
      Waiting.on(mesh.vertx().timer(LOOK_MS));
    }
    if (backMs >= 0) {
      back.record(backMs);
    }
  }

  List<Measure> measures() {
    return List.of(all, calm, back);
  }

  List<Share> shares() {
    return List.of(new Share("failed calls", sessions, failed.get(), sent.get(), 0),
        new Share("lost calls", sessions, lost(), sent.get(), 0),
        new Share("processes at once beside the first", sessions, childProcesses - 1, sessions, 0),
        new Share("kills after which it did not come back", sessions, backMs < 0 ? 1 : 0, 1, 0));
  }

  JsonObject figures() {
    return new JsonObject().put("calls", sent.get()).put("failed", failed.get()).put("lost", lost())
        .put("sessions", sessions).put("childProcesses", childProcesses).put("processesSeen", processes.size())
        .put("kills", 1).put("backMs", backMs).put("p99Ms", all.percentileMs(99))
        .put("p99BeforeKillMs", calm.percentileMs(99));
  }

  private long lost() {
    return sent.get() - answered.get();
  }

  private void awaitTool() {
    for (int i = 0; i < START_LOOKS_MAX; i++) {
      ToolListed listed = Waiting.on(
          mesh.bus().request(plugins, new ToolListWanted("bench", ""), ToolListed.class, DEADLINE_MS));
      if (listed.tools().stream().anyMatch(tool -> tool.name().equals(PidServer.TOOL))) {
        return;
      }
      Waiting.on(mesh.vertx().timer(LOOK_MS));
    }
    throw new IllegalStateException("the MCP server does not start");
  }

  private void halfOfTheTime() {
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.seconds() * 500L);
    while (System.nanoTime() < endNs) {
      childProcesses = Math.max(childProcesses, servers().size());
      Waiting.on(mesh.vertx().timer(LOOK_MS));
    }
  }

  private void kill() {
    settings.progress().accept("mcp: the server is killed");
    servers().forEach(server -> {
      killed = String.valueOf(server.pid());
      killedNs = System.nanoTime();
      server.destroyForcibly();
    });
  }

  private static List<ProcessHandle> servers() {
    return ProcessHandle.current().descendants()
        .filter(child -> child.info().commandLine().orElse("").contains("-cp")
            && child.info().commandLine().orElse("").endsWith(PidServer.class.getName()))
        .filter(child -> !child.info().command().orElse("").endsWith("sh")).toList();
  }

  private void call(String session) {
    boolean counts = counting;
    long startNs = System.nanoTime();
    if (counts) {
      sent.incrementAndGet();
    }
    ToolCall call = new ToolCall(new TurnRef(session, 1, 1), PidServer.TOOL, "{}", DEADLINE_MS, "");
    mesh.bus().request(plugins, call, ToolResult.class, DEADLINE_MS).onComplete(done -> {
      if (counts && done.failed()) {
        unanswered.incrementAndGet();
      } else if (counts) {
        answered(done.result(), (System.nanoTime() - startNs) / 1e6);
      }
    });
  }

  private void answered(ToolResult result, double ms) {
    answered.incrementAndGet();
    if (result.failed()) {
      failed.incrementAndGet();
      return;
    }
    processes.add(result.text());
    all.record(ms);
    if (killed.isEmpty()) {
      calm.record(ms);
    } else if (backMs < 0 && !result.text().equals(killed)) {
      backMs = (System.nanoTime() - killedNs) / 1e6;
    }
  }
}
