package io.xiaozhimesh.bench.device;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.firmware.ListeningMode;
import io.xiaozhimesh.bench.device.firmware.PacketFraming;
import java.lang.ref.Reference;
import java.util.concurrent.TimeUnit;

/**
 * Asks a server for its configuration as a device does at each boot. Only status 200 with JSON counts; redirects are not
 * followed. Thread-safe.
 */
public final class OtaClient {

  /** How long a device waits for the answer, in milliseconds. */
  public static final long TIMEOUT_MS = 30_000;

  private static final int OK = 200;

  private final HttpClient http;

  /** A client on this Vert.x. */
  public OtaClient(Vertx vertx) {
    http = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false).setDecompressionSupported(false));
  }

  /** Posts the device's inventory. Fails when the answer is not one that a device understands. */
  public Future<OtaAnswer> ask(String otaUrl, DeviceIdentity identity) {
    return http.request(new RequestOptions().setAbsoluteURI(otaUrl).setMethod(HttpMethod.POST).setTimeout(TIMEOUT_MS)
            .putHeader("Accept-Language", "en-US")
            .putHeader("Activation-Version", "1")
            .putHeader("Client-Id", identity.clientId())
            .putHeader("Content-Type", "application/json")
            .putHeader("Device-Id", identity.deviceId())
            .putHeader("User-Agent", identity.board() + '/' + identity.version()))
        .compose(request -> request.send(inventory(identity).encode()))
        .compose(response -> response.statusCode() == OK
            ? response.body()
            : Future.failedFuture(otaUrl + " answered " + response.statusCode() + ", a device needs 200"))
        .map(body -> read(otaUrl, body))
        // A client that nobody refers to any more closes itself, in the middle of a request too.
        .onComplete(answered -> Reference.reachabilityFence(this));
  }

  /**
   * How the server wants this device to talk. Fails, saying what to do, when the device has to be bound first, and when no
   * WebSocket is offered.
   */
  public Future<DeviceConfig> boot(String otaUrl, DeviceIdentity identity) {
    return ask(otaUrl, identity).map(answer -> {
      if (answer.activationWanted()) {
        throw new IllegalStateException(
            "the server wants this device to be bound first: enter the code " + answer.activationCode());
      } else if (answer.websocketUrl().isEmpty()) {
        throw new IllegalStateException(otaUrl + " offers no WebSocket");
      }
      return new DeviceConfig(answer.websocketUrl(), answer.token(), identity, ListeningMode.AUTO,
          PacketFraming.ofVersion(answer.protocolVersion()), DeviceOptions.STOCK);
    });
  }

  /** Frees the sockets. */
  public Future<Void> close() {
    return http.shutdown(0, TimeUnit.SECONDS);
  }

  private static OtaAnswer read(String otaUrl, Buffer body) {
    try {
      return OtaAnswer.of(body.toJsonObject());
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalStateException(otaUrl + " did not answer with a JSON object", e);
    }
  }

  private static JsonObject inventory(DeviceIdentity identity) {
    return new JsonObject()
        .put("version", 2)
        .put("language", "en-US")
        .put("flash_size", 16_777_216)
        .put("minimum_free_heap_size", "8318916")
        .put("mac_address", identity.deviceId())
        .put("uuid", identity.clientId())
        .put("chip_model_name", "esp32s3")
        .put("chip_info", new JsonObject().put("model", 9).put("cores", 2).put("revision", 2).put("features", 18))
        .put("application", new JsonObject()
            .put("name", "xiaozhi")
            .put("version", identity.version())
            .put("compile_time", "Aug  8 2026T12:00:00Z")
            .put("idf_version", "v5.5.2")
            .put("elf_sha256", "0".repeat(64)))
        .put("partition_table", new JsonArray().add(new JsonObject().put("label", "ota_0").put("type", 0)
            .put("subtype", 16).put("address", 131_072).put("size", 4_128_768)))
        .put("ota", new JsonObject().put("label", "ota_0"))
        .put("display", new JsonObject().put("monochrome", true).put("width", 128).put("height", 64))
        .put("board", new JsonObject().put("type", identity.board()).put("name", identity.board())
            .put("ssid", "home").put("rssi", -52).put("channel", 6).put("ip", "192.0.2.7")
            .put("mac", identity.deviceId()));
  }
}
