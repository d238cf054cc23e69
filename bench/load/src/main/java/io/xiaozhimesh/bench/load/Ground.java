package io.xiaozhimesh.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.bench.load.server.ServerProcess;
import io.xiaozhimesh.bench.load.server.ServerWatch;
import io.xiaozhimesh.launcher.Waiting;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a scenario takes place: a mesh in a process of its own, or somebody else's server. The clients are here. Used by the
 * main thread.
 */
final class Ground implements AutoCloseable {

  private static final int CLIENT_EVENT_LOOPS = 2;
  private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx1g");

  private final Vertx clients = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(CLIENT_EVENT_LOOPS));
  private final OtaClient ota = new OtaClient(clients);
  private final BenchSettings settings;
  private final ServerProcess server;
  private final ServerWatch watch;

  private Ground(BenchSettings settings, ServerProcess server) {
    this.settings = settings;
    this.server = server;
    this.watch = server == null ? null : new ServerWatch(server.pid());
  }

  /** Starts the mesh unless a server is given; with these settings over the usual ones, and further flags for its JVM. */
  static Ground of(BenchSettings settings, JsonObject own, String... jvmFlags) {
    if (!settings.ownMesh()) {
      return new Ground(settings, null);
    }
    settings.progress().accept("starting a mesh in a process of its own");
    List<String> flags = new ArrayList<>(JVM);
    flags.addAll(List.of(jvmFlags));
    return new Ground(settings, new ServerProcess(own, flags));
  }

  /** Settings of an own mesh that understands every utterance as these words. */
  static JsonObject hearing(String words) {
    return new JsonObject().put("asr", new JsonObject().put("engine", "words").put("providers", new JsonObject()
        .put("words", new JsonObject().put("type", "scripted").put("text", words))));
  }

  Vertx clients() {
    return clients;
  }

  /** The own server; null when it is somebody else's. */
  ServerProcess server() {
    return server;
  }

  /** How the n-th device reaches it. */
  DeviceConfig device(int n) {
    DeviceIdentity identity = DeviceIdentity.numbered(n + 1);
    return settings.otaUrl().isEmpty()
        ? DeviceConfig.of(server == null ? settings.url() : server.url(), identity)
        : Waiting.on(ota.boot(settings.otaUrl(), identity));
  }

  /** What the server's process used; empty when it is somebody else's. */
  JsonObject figures() {
    return watch == null ? new JsonObject() : new JsonObject().put("server", watch.figures());
  }

  /** The conditions with who is measured. */
  JsonObject conditions() {
    JsonObject conditions = Conditions.of(settings);
    return server == null ? conditions : conditions.put("target", "own mesh in a process of its own, clients in another");
  }

  @Override
  public void close() {
    Waiting.on(ota.close().eventually(clients::close));
    if (server != null) {
      watch.close();
      server.close();
    }
  }
}
