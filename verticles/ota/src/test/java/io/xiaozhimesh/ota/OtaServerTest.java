package io.xiaozhimesh.ota;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.device.DeviceId;
import io.xiaozhimesh.stage.DeviceTokens;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stage on a real socket, and a device that speaks to it. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
abstract class OtaServerTest {

  static final String OTA = "/xiaozhi/ota/";
  static final String DEVICE = "aa:bb:cc:dd:ee:ff";
  static final String CLIENT = "8f3e0f3a-5b0c-4c1e-9a55-0d3a1f5c7b21";
  static final int WEBSOCKET_PORT = 18_000;
  static final DeviceTokens TOKENS =
      new DeviceTokens(List.of("test-secret".getBytes(StandardCharsets.UTF_8)), 30);

  final Metrics metrics = Metrics.inMemory();
  final MeshClock clock = MeshClock.system();
  Vertx vertx;
  StageContext stage;
  OtaVerticle verticle;
  RawHttp http;

  @BeforeEach
  void stage(Vertx vertx) {
    this.vertx = vertx;
    MeshBus bus = new MeshBus(vertx, "node", metrics);
    stage = new StageContext(bus, new WorkerDirectory(bus, clock, "test"), clock, metrics);
    stage.directory().state(NodeState.READY);
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  /** Starts the stage on any port with these settings. */
  String serve(JsonObject section) {
    JsonObject options = JsonObject.of("port", 0, "host", "127.0.0.1").mergeIn(section);
    verticle = new OtaVerticle(stage, OtaOptions.from(options).withWebsocketPort(WEBSOCKET_PORT), TOKENS);
    String id = await(vertx.deployVerticle(verticle));
    http = new RawHttp(verticle.port());
    return id;
  }

  /** The headers that firmware sends, in its order. */
  static Map<String, String> deviceHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept-Language", "zh-CN");
    headers.put("Activation-Version", "1");
    headers.put("Client-Id", CLIENT);
    headers.put("Content-Type", "application/json");
    headers.put("Device-Id", DEVICE);
    headers.put("User-Agent", "bread-compact-wifi/2.4.2");
    return headers;
  }

  static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(name, value);
    return changed;
  }

  static Map<String, String> without(Map<String, String> headers, String name) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.remove(name);
    return changed;
  }

  /** The inventory that firmware of this version posts. */
  static String inventory(String version) {
    return """
        {"version":2,"language":"zh-CN","flash_size":16777216,"minimum_free_heap_size":"8318916",
        "mac_address":"%s","uuid":"%s","chip_model_name":"esp32s3",
        "chip_info":{"model":9,"cores":2,"revision":2,"features":18},
        "application":{"name":"xiaozhi","version":"%s","compile_time":"Jan 01 2026T00:00:00Z","idf_version":"v5.5",
        "elf_sha256":"%s"},"partition_table":[{"label":"nvs","type":1,"subtype":2,"address":36864,"size":16384}],
        "ota":{"label":"ota_0"},"display":{"monochrome":true,"width":128,"height":64},
        "board":{"type":"bread-compact-wifi","name":"bread-compact-wifi","ssid":"home","rssi":-50,"channel":6,
        "ip":"192.168.1.9","mac":"%s"}}""".formatted(DEVICE, CLIENT, version, "0".repeat(64), DEVICE);
  }

  RawHttp.Answer post(String path, Map<String, String> headers, String body) throws IOException {
    return http.send("POST", path, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  RawHttp.Answer askConfiguration() throws IOException {
    return post(OTA, deviceHeaders(), inventory("2.4.2"));
  }

  static String token() {
    return TOKENS.issue(CLIENT, new DeviceId(DEVICE), System.currentTimeMillis());
  }
}
