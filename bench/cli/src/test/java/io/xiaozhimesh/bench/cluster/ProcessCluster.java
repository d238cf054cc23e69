package io.xiaozhimesh.bench.cluster;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.processes.MeshProcess;
import io.xiaozhimesh.bench.load.processes.MeshProcesses;
import java.util.UUID;

/** Processes of which one at a time serves devices, on ports that are known beforehand. */
final class ProcessCluster implements AutoCloseable {

  private final int devicePort = MeshProcesses.freePort();
  private final int httpPort = MeshProcesses.freePort();
  private final MeshProcesses processes;

  /** With these settings over those that keep it apart and quick to start. */
  ProcessCluster(JsonObject settings) {
    processes = new MeshProcesses(new JsonObject()
        .put("ota", new JsonObject().put("port", httpPort))
        .put("ingress", new JsonObject().put("socket", new JsonObject().put("port", devicePort)))
        .mergeIn(settings, true));
  }

  /** Begins a node with these stages. */
  MeshProcess node(String name, String stages) {
    return processes.start(name, stages);
  }

  /** Begins a node with these stages and settings of its own. */
  MeshProcess node(String name, String stages, JsonObject own) {
    return processes.start(name, stages, own);
  }

  /** Begins a node that takes another secret for the cluster's. */
  MeshProcess stranger(String name, String stages) {
    return processes.start(name, stages,
        new JsonObject().put("cluster", new JsonObject().put("secret", UUID.randomUUID().toString())));
  }

  String deviceUrl() {
    return "ws://127.0.0.1:" + devicePort + "/xiaozhi/v1/";
  }

  String otaUrl() {
    return "http://127.0.0.1:" + httpPort + "/xiaozhi/ota/";
  }

  /** What no log may show. */
  String secret() {
    return processes.settings().getJsonObject("cluster").getString("secret");
  }

  /** What every node's cluster is called. */
  String clusterName() {
    return processes.settings().getJsonObject("cluster").getString("name");
  }

  @Override
  public void close() {
    processes.close();
  }
}
