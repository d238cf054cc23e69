package io.xiaozhimesh.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import java.util.UUID;
import java.util.function.Consumer;

/** What is measured: an own mesh with scripted engines, or somebody else's server. The clients have a Vert.x of their own. */
final class BenchTarget implements AutoCloseable {

  private static final int CLIENT_EVENT_LOOPS = 2;
  /** So that what is measured at the start does not decide how many devices a benchmark may have. */
  private static final int SESSIONS_MAX = 5_000;
  private static final String OTA_PATH = "/xiaozhi/ota/";

  private final Vertx clients = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(CLIENT_EVENT_LOOPS));
  private final OtaClient ota = new OtaClient(clients);
  private final String url;
  private final String otaUrl;
  private final RunningMesh mesh;

  private BenchTarget(String url, String otaUrl, RunningMesh mesh) {
    this.url = url;
    this.otaUrl = otaUrl;
    this.mesh = mesh;
  }

  /** Starts the mesh unless a server is given; {@code tts} are the settings of the scripted voice. */
  static BenchTarget of(BenchSettings settings, JsonObject tts) {
    if (!settings.ownMesh()) {
      return new BenchTarget(settings.url(), settings.otaUrl(), null);
    }
    RunningMesh mesh = Waiting.on(RunningMesh.start(overrides(tts)));
    return new BenchTarget("", mesh.httpUrl() + OTA_PATH, mesh);
  }

  /** Free ports, a registry in memory, a key of its own, scripted engines. */
  static JsonObject overrides(JsonObject tts) {
    return new JsonObject()
        .put("node", new JsonObject().put("managementPort", 0))
        .put("auth", new JsonObject().put("key", UUID.randomUUID() + "-" + UUID.randomUUID()))
        .put("ingress", new JsonObject().put("socket", new JsonObject().put("port", 0)))
        .put("ota", new JsonObject().put("port", 0))
        .put("registry", new JsonObject().put("url", "jdbc:h2:mem:bench-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"))
        .put("asr", new JsonObject().put("engine", "scripted"))
        .put("vad", new JsonObject().put("capacity", SESSIONS_MAX))
        .put("dialogue", new JsonObject()
            .put("intents", "never")
            .put("llm", new JsonObject().put("provider", "scripted")))
        .put("tts", tts.copy().put("answersMax", SESSIONS_MAX).put("engine", "scripted").put("engines", new JsonArray().add("scripted")));
  }

  Vertx clients() {
    return clients;
  }

  /** How the n-th device reaches it. */
  DeviceConfig device(int n) {
    DeviceIdentity identity = DeviceIdentity.numbered(n + 1);
    return otaUrl.isEmpty() ? DeviceConfig.of(url, identity) : Waiting.on(ota.boot(otaUrl, identity));
  }

  /** Hears of each turn from the server's side; never when the server is somebody else's. */
  void onTurnEnded(Consumer<TurnEnded> listener) {
    if (mesh != null) {
      mesh.bus().subscribe(Addresses.TURNS, TurnEnded.class, listener);
    }
  }

  @Override
  public void close() {
    Waiting.on(clients.close());
    if (mesh != null) {
      Waiting.on(mesh.stop());
    }
  }
}
