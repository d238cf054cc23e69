package io.xiaozhimesh.bench.polyglot;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.DeviceListener;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.bench.device.ScriptedDevice;
import io.xiaozhimesh.bench.device.firmware.DeviceBoard;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolListWanted;
import io.xiaozhimesh.protocol.bus.ToolListed;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A mesh with a bridge, in this JVM, without the stages that workers stand for. */
final class PolyglotMesh implements AutoCloseable {

  private static final long LOOK_EVERY_MS = 100;
  private static final int LOOKS_MAX = 600;
  private static final long DEADLINE_MS = 5_000;

  private final Vertx vertx;
  private final RunningMesh mesh;
  private final HttpClient http;

  PolyglotMesh(Vertx vertx, Set<Role> stages, JsonObject settings) {
    this.vertx = vertx;
    this.http = vertx.createHttpClient();
    this.mesh = Waiting.on(RunningMesh.start(List.of(), patient().mergeIn(settings, true), stages));
  }

  /** On free ports, and with patience for a machine on which many processes start at once. */
  private static JsonObject patient() {
    return new JsonObject()
        .put("node", new JsonObject().put("managementPort", 0))
        .put("registry", new JsonObject().put("url", "jdbc:h2:mem:polyglot-" + System.nanoTime()))
        .put("vad", new JsonObject().put("warmUpFrames", 50).put("utteranceOpenDeadlineMs", 2_000))
        .put("plugins", new JsonObject().put("dir", ""))
        .put("ota", new JsonObject().put("host", "127.0.0.1").put("port", 0))
        .put("ingress", new JsonObject().put("leaseDeadlineMs", 2_500)
            .put("turn", new JsonObject().put("recogniseDeadlineMs", 20_000))
            .put("socket", new JsonObject().put("host", "127.0.0.1").put("port", 0)))
        .put("bridge", new JsonObject().put("port", 0).put("token", WorkerProcess.TOKEN)
            .put("limits", new JsonObject().put("silenceMs", 5_000).put("requestMs", 1_500).put("resultMs", 15_000)));
  }

  String bridgeUrl() {
    return mesh.bridgeUrl();
  }

  /** A device that has booted and connected. */
  ScriptedDevice device() {
    DeviceConfig config = Waiting.on(
        new OtaClient(vertx).boot(mesh.httpUrl() + "/xiaozhi/ota/", DeviceIdentity.numbered(1)));
    ScriptedDevice device = new DeviceNetwork(vertx, 1).device(config, new DeviceBoard(), DeviceListener.NONE);
    Waiting.on(device.connect());
    return device;
  }

  /** Waits until so many workers have this role. */
  void awaitWorkers(Role role, int count) {
    await(() -> workers(role) == count, count + " workers for " + role.key());
  }

  private long workers(Role role) {
    JsonArray nodes = Waiting.on(get("/nodes").map(JsonArray::new));
    return nodes.stream().map(JsonObject.class::cast).flatMap(n -> n.getJsonArray("roles").stream())
        .map(JsonObject.class::cast).filter(r -> r.getString("role").equals(role.key())).count();
  }

  private Future<String> get(String path) {
    URI url = URI.create(mesh.managementUrl());
    return http.request(HttpMethod.GET, url.getPort(), url.getHost(), path).compose(r -> r.send())
        .compose(HttpClientResponse::body).map(Object::toString);
  }

  /** Waits until the model would be offered these tools. */
  void awaitTools(String... names) {
    String inbox = Addresses.inbox(Role.PLUGINS, mesh.bus().node());
    await(() -> Waiting.on(mesh.bus().request(inbox, new ToolListWanted("s", ""), ToolListed.class, DEADLINE_MS))
        .tools().stream().map(ToolSpec::name).toList().containsAll(List.of(names)), "the tools");
  }

  private void await(BooleanSupplier there, String what) {
    for (int looks = 0; looks < LOOKS_MAX; looks++) {
      if (there.getAsBoolean()) {
        return;
      }
      Waiting.on(vertx.timer(LOOK_EVERY_MS, TimeUnit.MILLISECONDS));
    }
    throw new AssertionError("there never were " + what);
  }

  @Override
  public void close() {
    Waiting.on(mesh.stop());
  }
}
