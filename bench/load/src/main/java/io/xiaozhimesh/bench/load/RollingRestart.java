package io.xiaozhimesh.bench.load;

import io.xiaozhimesh.bench.load.processes.MeshProcess;
import io.xiaozhimesh.bench.load.processes.MeshProcesses;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * One process per stage, replaced as an orchestrator does without unavailability: the new one is started and ready, then
 * the old one gets SIGTERM and is waited for. Its methods block.
 */
final class RollingRestart {

  private static final List<String> STAGES =
      List.of("registry", "plugins", "dialogue", "tts", "asr", "vad", "ingress", "ota");
  private static final long EXIT_TIMEOUT_S = 90;

  private final MeshProcesses processes;
  private final Consumer<String> progress;
  private final Map<String, MeshProcess> running = new ConcurrentHashMap<>();
  private final Measure starting;
  private final Measure draining;
  private volatile String otaUrl = "";
  private volatile int restarts;

  RollingRestart(MeshProcesses processes, int devices, Consumer<String> progress) {
    this.processes = processes;
    this.progress = progress;
    this.starting = new Measure("start of a process to ready", devices, Double.POSITIVE_INFINITY);
    this.draining = new Measure("SIGTERM to the end of a process", devices, Double.POSITIVE_INFINITY);
  }

  /** Starts one process per stage and waits until all are ready. */
  void begin() {
    progress.accept("rolling: starting " + STAGES.size() + " processes");
    STAGES.forEach(stage -> running.put(stage, processes.start(stage + "-0", stage)));
    running.values().forEach(MeshProcess::ready);
    otaUrl = running.get("ota").told("http");
  }

  /** Replaces every process, one after the other. */
  void replaceAll() {
    for (String stage : STAGES) {
      replace(stage);
    }
  }

  private void replace(String stage) {
    MeshProcess old = running.get(stage);
    long beganNs = System.nanoTime();
    MeshProcess next = processes.start(stage + "-" + (restarts + 1), stage);
    next.ready();
    starting.record(msSince(beganNs));
    running.put(stage, next);
    otaUrl = running.get("ota").told("http");
    long toldNs = System.nanoTime();
    old.terminate();
    old.exit(EXIT_TIMEOUT_S);
    draining.record(msSince(toldNs));
    restarts++;
    progress.accept("rolling: " + stage + " replaced, " + Math.round(msSince(toldNs)) + " ms to drain");
  }

  private static double msSince(long ns) {
    return (System.nanoTime() - ns) / 1e6;
  }

  /** Where a device that boots asks now, as the service in front of ota would resolve it. */
  String otaUrl() {
    return otaUrl + "/xiaozhi/ota/";
  }

  int count() {
    return restarts;
  }

  List<Measure> measures() {
    return List.of(starting, draining);
  }
}
