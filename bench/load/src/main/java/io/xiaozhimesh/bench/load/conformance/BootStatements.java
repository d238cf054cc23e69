package io.xiaozhimesh.bench.load.conformance;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Statements about the answer that a device gets when it boots. Blocks; for one thread. */
public final class BootStatements {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String DEVICE = "02:00:00:fe:00:01";
  private static final String BODY = "{\"version\":2,\"mac_address\":\"" + DEVICE + "\",\"minimum_free_heap_size\":\"8318916\","
      + "\"application\":{\"name\":\"xiaozhi\",\"version\":\"2.4.2\"},\"board\":{\"type\":\"bread-compact-wifi\"}}";
  private static final int CLOCK_MS = 5_000;
  private static final int KEY_MAX = 15;
  private static final int VALUE_MAX = 4_000;

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String url;

  /** About the server that answers at this address. */
  public BootStatements(String otaUrl) {
    this.url = otaUrl;
  }

  /** Judges all of them. */
  public void judge(Findings findings) {
    findings.judge(1, "a boot is answered with 200, JSON, a length and no chunks", () -> plain(post(url, BODY)));
    findings.judge(2, "the path is answered with and without its last slash", this::slashes);
    findings.judge(3, "the answer tells the time in ms and the zone in minutes", this::time);
    findings.judge(4, "it names a firmware whose version is made of numbers", this::firmware);
    findings.judge(5, "without newer firmware it repeats the device's version and no url", this::sameFirmware);
    findings.judge(7, "a WebSocket deployment says nothing of MQTT", this::mqtt);
    findings.judge(9, "keys and values of the websocket section fit into the device's flash", this::flash);
    findings.judge(10, "the WebSocket address is one that a device can parse", () ->
        text(websocket(), "url").matches("wss?://[^/:?]+(:\\d+)?(/.*)?") ? "" : text(websocket(), "url"));
    findings.judge(11, "a token is there, if only an empty one", () ->
        websocket().getValue("token") instanceof String ? "" : "token is " + websocket().getValue("token"));
    findings.judge(12, "the version of the framing, if named, is 1, 2 or 3", () -> {
      Object version = websocket().getValue("version");
      return version == null || version instanceof Integer n && n >= 1 && n <= 3 ? "" : "version is " + version;
    });
    findings.judge(13, "the order to flash by force is absent or a number", () -> {
      Object force = answer().getJsonObject("firmware", new JsonObject()).getValue("force");
      return force == null || force instanceof Number n && n.intValue() == 0 ? "" : "force is " + force;
    });
    findings.judge(14, "a body that is no JSON, none, and a GET get the same answer", this::oddBodies);
    findings.judge(15, "members of other types and unknown ones change nothing", () ->
        ok(post(url, "{\"version\":\"two\",\"flash_size\":{},\"minimum_free_heap_size\":7,\"surprise\":[1]}")));
    findings.judge(16, "without a device id there is an error in JSON", this::nobody);
    findings.judge(18, "two boots in a row get the same websocket section", () ->
        websocket().equals(websocket()) ? "" : "they differ");
    findings.judge(23, "a browser may ask with the headers of a device", this::browser);
    findings.judge(24, "nothing is compressed that was not asked for", () ->
        post(url, BODY).headers().firstValue("content-encoding").map(e -> "encoded as " + e).orElse(""));
  }

  private HttpResponse<String> post(String to, String body) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(to)).POST(BodyPublishers.ofString(body)), true);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, boolean identified) throws IOException, InterruptedException {
    request.timeout(PATIENCE).header("Content-Type", "application/json").header("User-Agent", "bread-compact-wifi/2.4.2");
    if (identified) {
      request.header("Device-Id", DEVICE).header("Client-Id", "7d3fb7a5-7a3c-4f6a-9a50-9d7c3a0e5f11");
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonObject answer() throws IOException, InterruptedException {
    return new JsonObject(post(url, BODY).body());
  }

  private JsonObject websocket() throws IOException, InterruptedException {
    return Optional.ofNullable(answer().getJsonObject("websocket"))
        .orElseThrow(() -> new Findings.NotJudged("no websocket section: the device has to be bound first, or it is MQTT"));
  }

  private static String text(JsonObject json, String key) {
    return json.getValue(key) instanceof String text ? text : "";
  }

  private static String ok(HttpResponse<String> answer) {
    return answer.statusCode() == 200 && new JsonObject(answer.body()).containsKey("firmware")
        ? "" : "status " + answer.statusCode();
  }

  private static String plain(HttpResponse<String> answer) {
    String type = answer.headers().firstValue("content-type").orElse("");
    if (answer.statusCode() != 200 || !type.startsWith("application/json")) {
      return "status " + answer.statusCode() + ", type " + type;
    } else if (answer.headers().firstValue("transfer-encoding").isPresent()) {
      return "it is chunked";
    }
    return answer.headers().firstValue("content-length").orElse("").matches("\\d+") ? "" : "no content-length";
  }

  private String slashes() throws IOException, InterruptedException {
    String bare = url.replaceAll("/+$", "");
    String first = ok(post(bare, BODY));
    return first.isEmpty() ? ok(post(bare + '/', BODY)) : "without: " + first;
  }

  private String time() throws IOException, InterruptedException {
    JsonObject time = answer().getJsonObject("server_time", new JsonObject());
    if (!(time.getValue("timestamp") instanceof Number stamp) || !(time.getValue("timezone_offset") instanceof Number)) {
      return "server_time is " + time;
    }
    long off = Math.abs(stamp.longValue() - System.currentTimeMillis());
    return off <= CLOCK_MS ? "" : off + " ms off";
  }

  private String firmware() throws IOException, InterruptedException {
    JsonObject firmware = answer().getJsonObject("firmware", new JsonObject());
    return text(firmware, "version").matches("\\d[^.]*(\\.\\d[^.]*)*") && firmware.getValue("url") instanceof String
        ? "" : firmware.encode();
  }

  private String sameFirmware() throws IOException, InterruptedException {
    JsonObject firmware = answer().getJsonObject("firmware", new JsonObject());
    if (!text(firmware, "url").isEmpty() && !text(firmware, "version").equals("2.4.2")) {
      throw new Findings.NotJudged("it offers version " + text(firmware, "version"));
    }
    return text(firmware, "version").equals("2.4.2") && text(firmware, "url").isEmpty() ? "" : firmware.encode();
  }

  private String mqtt() throws IOException, InterruptedException {
    JsonObject answer = answer();
    if (answer.containsKey("mqtt") && !answer.containsKey("websocket")) {
      throw new Findings.NotJudged("an MQTT deployment");
    }
    return answer.containsKey("mqtt") ? "there is an mqtt key" : "";
  }

  private String flash() throws IOException, InterruptedException {
    for (Map.Entry<String, Object> entry : websocket()) {
      boolean fits = entry.getValue() instanceof Integer || entry.getValue() instanceof String s && s.length() < VALUE_MAX;
      if (entry.getKey().length() > KEY_MAX || !fits) {
        return "the key " + entry.getKey() + " does not fit";
      }
    }
    return "";
  }

  private String oddBodies() throws IOException, InterruptedException {
    String broken = ok(post(url, "{\"ssid\":\"a\"b\""));
    String empty = ok(post(url, ""));
    String got = ok(send(HttpRequest.newBuilder(URI.create(url)).GET(), true));
    return broken.isEmpty() && empty.isEmpty() && got.isEmpty()
        ? "" : "no JSON: " + broken + "; empty: " + empty + "; GET: " + got;
  }

  private String nobody() throws IOException, InterruptedException {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString("{}")), false);
    new JsonObject(answer.body());
    return answer.statusCode() < 500 ? "" : "status " + answer.statusCode();
  }

  private String browser() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(HttpRequest.newBuilder(URI.create(url)).method("OPTIONS", BodyPublishers.noBody()), false);
    String allowed = String.join(",", answer.headers().allValues("access-control-allow-headers")).toLowerCase(Locale.ROOT);
    for (String header : new String[] {"device-id", "client-id", "authorization", "content-type"}) {
      if (!allowed.contains(header)) {
        return "allowed are \"" + allowed + '"';
      }
    }
    return "";
  }
}
