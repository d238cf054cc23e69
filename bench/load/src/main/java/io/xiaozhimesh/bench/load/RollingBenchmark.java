package io.xiaozhimesh.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.processes.MeshProcesses;
import io.xiaozhimesh.launcher.Waiting;
import java.util.ArrayList;
import java.util.List;

/** Whether anybody in conversation notices that every process of the mesh is replaced, one after the other. */
final class RollingBenchmark implements Benchmark {

  private static final int DEVICES = 200;
  private static final int CLIENT_EVENT_LOOPS = 2;

  @Override
  public String name() {
    return "rolling";
  }

  @Override
  public String description() {
    return "every process of a mesh of one per stage restarted in turn, 200 devices in conversation: no turn fails";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    if (!settings.ownMesh()) {
      throw new IllegalArgumentException("processes are restarted in an own mesh only, without --url");
    }
    List<Measure> measures = new ArrayList<>();
    List<Share> shares = new ArrayList<>();
    JsonObject figures = new JsonObject();
    for (int devices : settings.sessionsOr(DEVICES)) {
      Vertx clients = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(CLIENT_EVENT_LOOPS));
      try (MeshProcesses processes = new MeshProcesses(scripted())) {
        RollingRestart restart = new RollingRestart(processes, devices, settings.progress());
        restart.begin();
        RollingLoad load = new RollingLoad(clients, restart, devices);
        load.run(settings);
        measures.addAll(restart.measures());
        measures.add(load.answerTime());
        shares.add(load.failed());
        figures.mergeIn(load.figures()).put("restarts", restart.count());
      } finally {
        Waiting.on(clients.close());
      }
    }
    JsonObject conditions = Conditions.of(settings).put("target", "own mesh, one process per stage, clients in another")
        .put("turnEveryMs", TurnLoad.PERIOD_MS);
    return new BenchReport(name(), conditions, measures, shares, figures);
  }

  /** Engines whose answers can be told right from wrong. */
  static JsonObject scripted() {
    return new JsonObject()
        .put("asr", new JsonObject().put("engine", "scripted"))
        .put("dialogue", new JsonObject().put("intents", "never").put("llm", new JsonObject().put("provider", "scripted")))
        .put("tts", new JsonObject().put("engine", "scripted").put("engines", new JsonArray().add("scripted"))
            .put("warmUpFrames", 50));
  }
}
