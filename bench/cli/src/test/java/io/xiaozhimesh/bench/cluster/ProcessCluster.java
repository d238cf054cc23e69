package io.xiaozhimesh.bench.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** A mesh of several processes on loopback that meets no other. Closing it kills every one of them. */
final class ProcessCluster implements AutoCloseable {

  private final Path folder;
  private final Path config;
  private final JsonObject settings;
  private final List<MeshProcess> processes = new ArrayList<>();
  private final int devicePort = freePort();
  private final int httpPort = freePort();

  /** With these settings over those that keep it apart and quick to start. */
  ProcessCluster(Path folder, JsonObject settings) throws IOException {
    this.folder = folder;
    this.settings = new JsonObject()
        .put("cluster", new JsonObject().put("name", "test-" + UUID.randomUUID()).put("secret", UUID.randomUUID().toString())
            .put("port", freePort()).put("portCount", 12)
            .put("tcp", new JsonObject().put("members", new JsonArray().add("127.0.0.1")))
            .put("timing", new JsonObject().put("joinWaitS", 0).put("heartbeatMaxS", 8)))
        .put("node", new JsonObject().put("managementPort", 0))
        .put("auth", new JsonObject().put("key", UUID.randomUUID() + "-" + UUID.randomUUID()))
        .put("registry", new JsonObject().put("url", "jdbc:h2:mem:cluster;DB_CLOSE_DELAY=-1"))
        .put("vad", new JsonObject().put("warmUpFrames", 50))
        .put("ota", new JsonObject().put("host", "127.0.0.1"))
        .put("ingress", new JsonObject().put("socket", new JsonObject().put("host", "127.0.0.1")))
        .mergeIn(settings, true);
    this.config = write("cluster");
  }

  /** Begins a node with these stages. */
  MeshProcess node(String name, String stages) throws IOException {
    return node(name, stages, config);
  }

  /** Begins a node that takes another secret for the cluster's. */
  MeshProcess stranger(String name, String stages) throws IOException {
    JsonObject other = settings.copy();
    other.getJsonObject("cluster").put("secret", UUID.randomUUID().toString());
    Path file = folder.resolve("stranger.yaml");
    Files.writeString(file, other.encodePrettily());
    return node(name, stages, file);
  }

  private MeshProcess node(String name, String stages, Path file) throws IOException {
    MeshProcess process = MeshProcess.up(folder, name, "--cluster", "--config", file.toString(), "--stages", stages,
        "--port", String.valueOf(devicePort), "--http-port", String.valueOf(httpPort));
    processes.add(process);
    return process;
  }

  String deviceUrl() {
    return "ws://127.0.0.1:" + devicePort + "/xiaozhi/v1/";
  }

  String otaUrl() {
    return "http://127.0.0.1:" + httpPort + "/xiaozhi/ota/";
  }

  /** What no log may show. */
  String secret() {
    return settings.getJsonObject("cluster").getString("secret");
  }

  private Path write(String name) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), settings.encodePrettily());
  }

  /**
   * Free, and below the range from which the kernel gives ports to whoever asks for any: the many sockets of a cluster
   * that starts cannot take it in the meantime.
   */
  private static int freePort() {
    for (int tries = 0; tries < 1_000; tries++) {
      int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IllegalStateException("no free port");
  }

  @Override
  public void close() {
    processes.forEach(MeshProcess::close);
  }
}
