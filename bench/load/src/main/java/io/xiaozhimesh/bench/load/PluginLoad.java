package io.xiaozhimesh.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.plugin.VersionPlugin;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Calls at a constant rate over the bus, and swaps over HTTP, as the dialogue and an operator do. */
final class PluginLoad {

  static final int CALLS_PER_S = 200;

  private static final List<String> VERSIONS = List.of("1.0.0", "2.0.0");
  private static final int DEADLINE_MS = 5_000;
  private static final int COLLECTIONS_MAX = 100;
  private static final int COLLECT_PAUSE_MS = 50;

  private final RunningMesh mesh;
  private final BenchSettings settings;
  private final HttpClient http = HttpClient.newHttpClient();
  private final byte[] jar = PluginJar.bytes();
  private final Measure calm = new Measure("call between swaps", 1, Double.POSITIVE_INFINITY);
  private final Measure during = new Measure("call during a swap", 1, Double.POSITIVE_INFINITY);
  private final Measure all = new Measure("call", 1, Double.POSITIVE_INFINITY);
  private final Measure swapping = new Measure("swap", 1, Double.POSITIVE_INFINITY);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final Map<String, AtomicLong> byVersion = new ConcurrentHashMap<>();
  private final AtomicBoolean swapRuns = new AtomicBoolean();
  private volatile boolean counting;
  private int swaps;
  private int loadersAlive;

  PluginLoad(RunningMesh mesh, BenchSettings settings) {
    this.mesh = mesh;
    this.settings = settings;
  }

  /** Swaps so many times, evenly over the measured time. */
  void run(int swapsWanted) {
    Vertx vertx = mesh.vertx();
    deploy(VERSIONS.get(0));
    long firstNs = System.nanoTime();
    long[] due = new long[1];
    long timer = vertx.setPeriodic(1, t -> {
      long wanted = (System.nanoTime() - firstNs) / (TimeUnit.SECONDS.toNanos(1) / CALLS_PER_S);
      for (; due[0] < wanted; due[0]++) {
        call();
      }
    });
    Waiting.on(vertx.timer(Math.max(1, settings.warmUpSeconds() * 1_000L)));
    counting = true;
    settings.progress().accept("plugins: " + swapsWanted + " swaps in " + settings.seconds() + " s");
    swapEvenly(swapsWanted);
    vertx.cancelTimer(timer);
    Waiting.on(vertx.timer(DEADLINE_MS / 10));
    for (int i = 0; i < DEADLINE_MS / COLLECT_PAUSE_MS && answered.get() + unanswered.get() < sent.get(); i++) {
      Waiting.on(vertx.timer(COLLECT_PAUSE_MS));
    }
    collect();
  }

  List<Measure> measures() {
    return List.of(all, calm, during, swapping);
  }

  List<Share> shares() {
    return List.of(new Share("failed calls", 1, failed.get(), sent.get(), 0),
        new Share("lost calls", 1, lost(), sent.get(), 0),
        new Share("replaced versions still in memory", 1, loadersAlive - 1, Math.max(1, swaps), 0));
  }

  JsonObject figures() {
    JsonObject versions = new JsonObject();
    new TreeMap<>(byVersion).forEach((version, calls) -> versions.put(version, calls.get()));
    return new JsonObject().put("calls", sent.get()).put("failed", failed.get()).put("lost", lost())
        .put("swaps", swaps).put("loadersAlive", loadersAlive).put("p99Ms", all.percentileMs(99))
        .put("p99BetweenSwapsMs", calm.percentileMs(99)).put("p99DuringSwapMs", during.percentileMs(99))
        .put("swapP99Ms", swapping.percentileMs(99)).put("callsByVersion", versions);
  }

  private long lost() {
    return sent.get() - answered.get();
  }

  private void swapEvenly(int swapsWanted) {
    long beginNs = System.nanoTime();
    long everyNs = TimeUnit.SECONDS.toNanos(settings.seconds()) / swapsWanted;
    for (int i = 0; i < swapsWanted; i++) {
      long waitMs = TimeUnit.NANOSECONDS.toMillis(beginNs + i * everyNs - System.nanoTime());
      if (waitMs > 0) {
        Waiting.on(mesh.vertx().timer(waitMs));
      }
      long startNs = System.nanoTime();
      swapRuns.set(true);
      deploy(VERSIONS.get((i + 1) % VERSIONS.size()));
      swapRuns.set(false);
      swapping.record((System.nanoTime() - startNs) / 1e6);
      swaps++;
    }
  }

  private void call() {
    boolean counts = counting;
    boolean swapBefore = swapRuns.get();
    long startNs = System.nanoTime();
    if (counts) {
      sent.incrementAndGet();
    }
    ToolCall call = new ToolCall(new TurnRef("bench", 1, 1), VersionPlugin.TOOL, "{}", DEADLINE_MS, "");
    mesh.bus().request(Addresses.inbox(Role.PLUGINS, mesh.bus().node()), call, ToolResult.class, DEADLINE_MS)
        .onComplete(done -> {
          if (counts) {
            answered(done.succeeded() ? done.result() : null, swapBefore, (System.nanoTime() - startNs) / 1e6);
          }
        });
  }

  private void answered(ToolResult result, boolean swapBefore, double ms) {
    if (result == null) {
      unanswered.incrementAndGet();
      return;
    }
    answered.incrementAndGet();
    if (result.failed() || !VERSIONS.contains(result.text())) {
      failed.incrementAndGet();
      return;
    }
    byVersion.computeIfAbsent(result.text(), version -> new AtomicLong()).incrementAndGet();
    all.record(ms);
    (swapBefore || swapRuns.get() ? during : calm).record(ms);
  }

  private void deploy(String version) {
    HttpRequest put = HttpRequest.newBuilder(URI.create(mesh.managementUrl() + "/plugins/bench-" + version + ".jar"))
        .PUT(HttpRequest.BodyPublishers.ofByteArray(jar)).build();
    HttpResponse<String> response = ask(put);
    if (response.statusCode() != 200) {
      throw new IllegalStateException("the swap was refused: " + response.body());
    }
  }

  /** Lets the collector work until only the live version is left, or it has had its chance. */
  private void collect() {
    HttpRequest list = HttpRequest.newBuilder(URI.create(mesh.managementUrl() + "/plugins")).build();
    for (int i = 0; i < COLLECTIONS_MAX && loadersAlive != 1; i++) {
      System.gc();
      Waiting.on(mesh.vertx().timer(COLLECT_PAUSE_MS));
      loadersAlive = new JsonObject(ask(list).body()).getInteger("loadersAlive");
    }
  }

  private HttpResponse<String> ask(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
