package io.xiaozhimesh.ota;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.device.DeviceId;
import io.xiaozhimesh.stage.DeviceTokens.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What unmodified devices rely on when they ask for their configuration; the numbers are those of the conformance
 * list.
 */
class OtaConformanceTest extends OtaServerTest {

  private static final String[] BAD_BODIES = {"", "{", "{\"ssid\":\"a\"b\"}", "[]", "null", "7", "\u0000", "\"x\""};

  @Test
  void statement01_deviceRequest_isAnswered200JsonWithContentLengthAndNotChunked() throws IOException {
    serve(new JsonObject());

    RawHttp.Answer answer = askConfiguration();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("content-type", "application/json")
        .containsEntry("content-length", String.valueOf(answer.body().length))
        .doesNotContainKey("transfer-encoding");
    assertThat(answer.body()).hasSizeLessThan(8_192);
  }

  @Test
  void statement02_pathWithAndWithoutSlash_isAnsweredWithoutRedirect() throws IOException {
    serve(new JsonObject());

    for (String path : new String[] {"/xiaozhi/ota", "/xiaozhi/ota/", "//xiaozhi/ota/", "/xiaozhi/ota//"}) {
      RawHttp.Answer answer = post(path, deviceHeaders(), inventory("2.4.2"));
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.json().getJsonObject("websocket")).as(path).isNotNull();
    }
  }

  @Test
  void statement03_answer_holdsTheTimeAndTheOffsetInMinutes() throws IOException {
    serve(JsonObject.of("timeZone", "Asia/Shanghai"));

    JsonObject time = askConfiguration().json().getJsonObject("server_time");

    assertThat(time.getLong("timestamp")).isCloseTo(System.currentTimeMillis(),
        Offset.offset(5_000L));
    assertThat(time.getInteger("timezone_offset")).isEqualTo(480);
  }

  @Test
  void statement04_answer_holdsAVersionThatTheDeviceCanRead() throws IOException {
    serve(new JsonObject());

    for (String sent : new String[] {"2.4.2", "v1.2", "", "1..2", "1.2-beta", "99999999999.1"}) {
      JsonObject firmware = post(OTA, without(deviceHeaders(), "User-Agent"), inventory(sent)).json()
          .getJsonObject("firmware");
      assertThat(firmware.getString("version").split("\\.", -1)).as(sent).allMatch(s -> s.matches("[0-9]{1,9}\\D*"));
      assertThat(firmware.getValue("url")).isEqualTo("");
    }
  }

  @Test
  void statement05_noNewerImage_echoesVersionAndEmptyUrl(@TempDir Path images) throws IOException {
    Files.writeString(images.resolve("bread-compact-wifi_2.4.2.bin"), "same");
    Files.writeString(images.resolve("other-board_9.0.0.bin"), "other");
    serve(JsonObject.of("firmwareDir", images.toString()));

    assertThat(askConfiguration().json().getJsonObject("firmware"))
        .isEqualTo(JsonObject.of("version", "2.4.2", "url", ""));
  }

  @Test
  void statement06_newerImage_isOfferedAndDownloadedWithoutAnyHeader(@TempDir Path images) throws IOException {
    Files.writeString(images.resolve("bread-compact-wifi_2.4.10.bin"), "image".repeat(10_000));
    Files.writeString(images.resolve("bread-compact-wifi_v9.bin"), "would crash the device");
    Files.createFile(images.resolve("bread-compact-wifi_3.0.0.bin"));
    serve(JsonObject.of("firmwareDir", images.toString()));

    JsonObject firmware = askConfiguration().json().getJsonObject("firmware");
    URI url = URI.create(firmware.getString("url"));
    RawHttp.Answer image = new RawHttp(url.getPort()).send("GET", url.getPath(), Map.of(), new byte[0]);

    assertThat(firmware.getString("version")).isEqualTo("2.4.10");
    assertThat(url.isAbsolute()).isTrue();
    assertThat(image.status()).isEqualTo(200);
    assertThat(image.headers()).containsEntry("content-length", "50000").doesNotContainKey("transfer-encoding");
    assertThat(image.text()).isEqualTo("image".repeat(10_000));
  }

  @Test
  void statement07_answer_hasNoMqttAtAll() throws IOException {
    serve(new JsonObject());

    assertThat(askConfiguration().text()).doesNotContain("mqtt");
  }

  @Test
  void statement09_membersOfWebsocket_areShortStringsAndNumbers() throws IOException {
    serve(new JsonObject());

    JsonObject websocket = askConfiguration().json().getJsonObject("websocket");

    assertThat(websocket.fieldNames()).allMatch(k -> k.length() <= 15);
    assertThat(websocket)
        .allSatisfy(member -> assertThat(member.getValue()).isInstanceOfAny(String.class, Integer.class));
    assertThat(websocket.getString("token").length() + websocket.getString("url").length()).isLessThan(4_000);
  }

  @Test
  void statement10_websocketUrl_isOneThatTheDeviceCanRead() throws IOException {
    serve(new JsonObject());
    String grammar = "ws://[A-Za-z0-9.-]+(:[0-9]+)?/.*";

    assertThat(askConfiguration().json().getJsonObject("websocket").getString("url"))
        .isEqualTo("ws://127.0.0.1:18000/xiaozhi/v1/").matches(grammar);
    for (String host : new String[] {"mesh.local:8003", "[::1]:8003", "h:", ""}) {
      RawHttp.Answer answer = post(OTA, with(deviceHeaders(), "Host", host), "{}");
      assertThat(answer.json().getJsonObject("websocket").getString("url")).as(host).matches(grammar);
    }
    for (String host : new String[] {"a:b:c", "x/../y", "h:99999"}) {
      assertThat(post(OTA, with(deviceHeaders(), "Host", host), "{}").status()).as(host).isEqualTo(400);
    }
  }

  @Test
  void statement10_websocketUrlConfigured_isSentAsItIs() throws IOException {
    serve(JsonObject.of("websocketUrl", "wss://mesh.example/xiaozhi/v1/?a=b"));

    assertThat(askConfiguration().json().getJsonObject("websocket").getString("url"))
        .isEqualTo("wss://mesh.example/xiaozhi/v1/?a=b");
  }

  @Test
  void statement11_token_isAlwaysAStringAndOpensTheSocketOfThisDevice() throws IOException {
    serve(new JsonObject());

    String token = askConfiguration().json().getJsonObject("websocket").getString("token");

    assertThat(TOKENS.verify(token, CLIENT, new DeviceId(DEVICE), clock.unixMs())).isEqualTo(Verdict.VALID);
  }

  @Test
  void statement12_websocketVersion_isANumberFromOneToThree() throws IOException {
    serve(new JsonObject());

    assertThat(askConfiguration().json().getJsonObject("websocket").getValue("version")).isIn(1, 2, 3);
  }

  @Test
  void statement13_force_isNeverSent(@TempDir Path images) throws IOException {
    Files.writeString(images.resolve("bread-compact-wifi_9.0.bin"), "new");
    serve(JsonObject.of("firmwareDir", images.toString()));

    assertThat(askConfiguration().json().getJsonObject("firmware").fieldNames()).containsOnly("version", "url");
  }

  @Test
  void statement14_badBodyOrGet_hasTheSameStructure() throws IOException {
    serve(new JsonObject());

    for (String body : BAD_BODIES) {
      RawHttp.Answer answer = post(OTA, deviceHeaders(), body);
      assertThat(answer.status()).as(body).isEqualTo(200);
      assertThat(answer.json().fieldNames()).as(body).containsOnly("server_time", "firmware", "websocket");
      assertThat(answer.json().getJsonObject("firmware").getString("version")).as(body).isEqualTo("2.4.2");
    }
    RawHttp.Answer get = http.send("GET", OTA, deviceHeaders(), new byte[0]);
    assertThat(get.status()).isEqualTo(200);
    assertThat(get.json().fieldNames()).containsOnly("server_time", "firmware", "websocket");
  }

  @Test
  void statement15_wrongTypesAndUnknownMembers_changeNothing() throws IOException {
    serve(new JsonObject());
    String body = "{\"minimum_free_heap_size\":\"1\",\"application\":[],\"board\":7,\"mac_address\":{},\"new\":[[{}]]}";

    assertThat(post(OTA, deviceHeaders(), body).status()).isEqualTo(200);
  }

  @Test
  void statement16_missingDeviceId_isAJsonErrorAndBodyIdsAreTaken() throws IOException {
    serve(new JsonObject());
    Map<String, String> anonymous = without(deviceHeaders(), "Device-Id");

    RawHttp.Answer refused = post(OTA, anonymous, "{}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getBoolean("success")).isFalse();
    assertThat(refused.headers()).containsKey("content-length");
    assertThat(metrics.counted("mesh.ota.request.refused", "reason", "device-id")).isEqualTo(1);
    for (String key : new String[] {"mac_address", "mac"}) {
      assertThat(post(OTA, anonymous, JsonObject.of(key, DEVICE).encode()).status()).as(key).isEqualTo(200);
    }
    assertThat(post(OTA, with(anonymous, "Device-Id", "<script>"), "{}").status()).isEqualTo(400);
  }

  @Test
  void statement17_idInAnySpelling_isTheSameDevice() throws IOException {
    serve(new JsonObject());
    JsonObject expected = askConfiguration().json().getJsonObject("websocket");

    for (String id : new String[] {"AA:BB:CC:DD:EE:FF", "aa-bb-cc-dd-ee-ff", "Aa-Bb-Cc-Dd-Ee-Ff"}) {
      assertThat(post(OTA, with(deviceHeaders(), "Device-Id", id), "{}").json().getJsonObject("websocket"))
          .as(id).isEqualTo(expected);
    }
  }

  @Test
  void statement18_twoRequests_haveAnIdenticalWebsocketObject() throws IOException {
    long firstDay;
    AtomicReference<JsonObject> first = new AtomicReference<>();
    serve(new JsonObject());
    JsonObject second;
    do {
      firstDay = TimeUnit.MILLISECONDS.toDays(System.currentTimeMillis());
      first.set(askConfiguration().json().getJsonObject("websocket"));
      second = askConfiguration().json().getJsonObject("websocket");
    } while (firstDay != TimeUnit.MILLISECONDS.toDays(System.currentTimeMillis()));

    assertThat(second).isEqualTo(first.get());
  }

  @Test
  void edge44_stageRestarted_acceptsTheTokenThatItIssuedBefore() throws IOException {
    String id = serve(new JsonObject());
    String token = askConfiguration().json().getJsonObject("websocket").getString("token");
    await(vertx.undeploy(id));
    serve(new JsonObject());
    String form = "--b\r\nContent-Disposition: form-data; name=file\r\n\r\nGIF89a------\r\n--b--";
    Map<String, String> headers = with(with(deviceHeaders(), "Authorization", "Bearer " + token), "Content-Type",
        "multipart/form-data; boundary=b");

    assertThat(post("/mcp/vision/explain", headers, form).status()).isEqualTo(200);
  }

  @Test
  void statement23_preflight_allowsTheHeadersOfBrowserDevices() throws IOException {
    serve(new JsonObject());

    for (String path : new String[] {"/xiaozhi/ota", OTA, OTA + "activate", "/mcp/vision/explain"}) {
      RawHttp.Answer answer = http.send("OPTIONS", path, Map.of("Origin", "http://page"), new byte[0]);
      assertThat(answer.status()).as(path).isBetween(200, 204);
      assertThat(answer.headers()).as(path).containsEntry("access-control-allow-origin", "*")
          .containsEntry("access-control-allow-credentials", "true")
          .containsEntry("access-control-allow-methods", "GET, POST, OPTIONS");
      assertThat(answer.headers().get("access-control-allow-headers")).as(path)
          .contains("device-id", "client-id", "authorization", "content-type");
    }
    assertThat(askConfiguration().headers()).containsEntry("access-control-allow-origin", "*");
  }

  @Test
  void statement24_answers_areNeverCompressed() throws IOException {
    serve(new JsonObject());

    for (Map<String, String> headers : List.of(
        deviceHeaders(), with(deviceHeaders(), "Accept-Encoding", "gzip, deflate"))) {
      assertThat(post(OTA, headers, "{}").headers()).doesNotContainKey("content-encoding");
      assertThat(post(OTA + "activate", headers, "{}").headers()).doesNotContainKey("content-encoding");
      assertThat(post("/mcp/vision/explain", headers, "{}").headers()).doesNotContainKey("content-encoding");
    }
  }

  @Test
  void edge04_opaqueIdWithoutClientId_isServed() throws IOException {
    serve(new JsonObject());
    Map<String, String> headers = with(without(deviceHeaders(), "Client-Id"), "Device-Id", "web_test_7");

    RawHttp.Answer answer = post(OTA, headers, "");

    assertThat(TOKENS.verify(answer.json().getJsonObject("websocket").getString("token"), "",
        new DeviceId("web_test_7"), clock.unixMs())).isEqualTo(Verdict.VALID);
  }

  @Test
  void edge05_sameClientIdOnTwoDevices_hasTwoTokens() throws IOException {
    serve(new JsonObject());

    assertThat(post(OTA, with(deviceHeaders(), "Device-Id", "aa:bb:cc:dd:ee:00"), "{}").json()
        .getJsonObject("websocket").getString("token"))
        .isNotEqualTo(askConfiguration().json().getJsonObject("websocket").getString("token"));
  }

  @Test
  void edge43_tokenOfBoot_isStillValidThirtyDaysLater() throws IOException {
    serve(new JsonObject());
    String token = askConfiguration().json().getJsonObject("websocket").getString("token");

    assertThat(TOKENS.verify(token, CLIENT, new DeviceId(DEVICE), clock.unixMs() + TimeUnit.DAYS.toMillis(30)))
        .isEqualTo(Verdict.VALID);
  }
}
