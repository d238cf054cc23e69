package io.xiaozhimesh.ota;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Binding by code; the numbers are those of the conformance list. */
class ActivationConformanceTest extends OtaServerTest {

  private static final String ACTIVATE = OTA + "activate";
  private static final JsonObject REQUIRED = JsonObject.of("activation", JsonObject.of("required", true));
  private static final String[] POLLS = {"{}", "", "{\"Payload\":{\"hmac\":\"00\"}}",
      "{\"algorithm\":\"hmac-sha256\",\"serial_number\":\"S\",\"challenge\":\"C\",\"hmac\":\"00\"}"};

  private ScriptedRegistry registry() {
    ScriptedRegistry registry = new ScriptedRegistry(stage);
    await(registry.open());
    return registry;
  }

  private RawHttp.Answer bind(String code, Map<String, String> headers) throws IOException {
    return post("/api/activation", headers, JsonObject.of("code", code, "owner", "Mei").encode());
  }

  private static Map<String, String> json() {
    return Map.of("Content-Type", "application/json");
  }

  private String code() throws IOException {
    return askConfiguration().json().getJsonObject("activation").getString("code");
  }

  @Test
  void statement19_unboundDevice_receivesCodeMessageAndChallengeAndNoSocket() throws IOException {
    registry();
    serve(REQUIRED);

    JsonObject answer = askConfiguration().json();

    assertThat(answer.getJsonObject("activation")).isEqualTo(JsonObject.of(
        "code", "000042", "message", "Xiaozhi Mesh\n000042", "challenge", "challenge-000042"));
    assertThat(answer.fieldNames()).containsOnly("server_time", "firmware", "activation");
  }

  @Test
  void statement20_repeatedRequests_returnTheSameCodeAndChallenge() throws IOException {
    registry();
    serve(REQUIRED);
    JsonObject first = askConfiguration().json().getJsonObject("activation");

    for (int i = 0; i < 5; i++) {
      assertThat(askConfiguration().json().getJsonObject("activation")).isEqualTo(first);
    }
  }

  @Test
  void statement21_pollOfAnUnboundDevice_is202WithAnyBody() throws IOException {
    registry();
    serve(REQUIRED);

    for (String body : POLLS) {
      for (String path : new String[] {ACTIVATE, "/xiaozhi/ota/activate/", "/xiaozhi/ota//activate"}) {
        RawHttp.Answer answer = post(path, deviceHeaders(), body);
        assertThat(answer.status()).as(body + path).isEqualTo(202);
        assertThat(answer.headers()).containsKey("content-length");
      }
    }
  }

  @Test
  void statement21_pollOfAnUnknownDeviceWhileTheRegistryIsSilent_is202() throws IOException {
    registry().fallSilent();
    serve(REQUIRED);

    assertThat(post(ACTIVATE, deviceHeaders(), "{}").status()).isEqualTo(202);
    assertThat(metrics.counted("mesh.ota.registry.failed", "error", "OVERLOADED")).isPositive();
  }

  @Test
  void statement22_afterBinding_pollIs200AndTheNextAnswerHasTheSocket() throws IOException {
    registry();
    serve(REQUIRED);

    RawHttp.Answer bound = bind(code(), json());

    assertThat(bound.status()).isEqualTo(200);
    assertThat(bound.json().getString("deviceId")).isEqualTo(DEVICE);
    assertThat(post(ACTIVATE, deviceHeaders(), "{}").status()).isEqualTo(200);
    assertThat(askConfiguration().json().fieldNames()).containsOnly("server_time", "firmware", "websocket");
  }

  @Test
  void activationNotRequired_poll_is200AndNoRegistryIsNeeded() throws IOException {
    serve(new JsonObject());

    assertThat(post(ACTIVATE, deviceHeaders(), "{}").status()).isEqualTo(200);
    assertThat(askConfiguration().status()).isEqualTo(200);
    assertThat(metrics.counted("mesh.ota.registry.failed", "error", "UNAVAILABLE")).isEqualTo(1);
  }

  @Test
  void everyRequest_answered_isReportedToTheRegistry() throws IOException {
    ScriptedRegistry registry = registry();
    serve(new JsonObject());

    askConfiguration();

    assertThat(registry.seen).singleElement().satisfies(seen -> {
      assertThat(seen.deviceId()).isEqualTo(DEVICE);
      assertThat(seen.clientId()).isEqualTo(CLIENT);
      assertThat(seen.firmware()).isEqualTo("2.4.2");
      assertThat(seen.board()).isEqualTo("bread-compact-wifi");
    });
  }

  @Test
  void registrySilent_boundDeviceAsks_isAnsweredFromMemoryAndAnotherMustRetry() throws IOException {
    ScriptedRegistry registry = registry();
    serve(REQUIRED);
    bind(code(), json());
    askConfiguration();

    registry.fallSilent();

    assertThat(askConfiguration().json().fieldNames()).contains("websocket");
    assertThat(post(ACTIVATE, deviceHeaders(), "{}").status()).isEqualTo(200);
    RawHttp.Answer other = post(OTA, with(deviceHeaders(), "Device-Id", "aa:bb:cc:dd:ee:00"), "{}");
    assertThat(other.status()).isEqualTo(503);
    assertThat(other.json().getString("error")).isEqualTo("registry-away");
  }

  @Test
  void unknownCode_bound_is404() throws IOException {
    registry();
    serve(REQUIRED);

    assertThat(bind("999999", json()).status()).isEqualTo(404);
    assertThat(bind("99999", json()).status()).isEqualTo(400);
    assertThat(post("/api/activation", json(), "{\"code\":\"000042\"}").status()).isEqualTo(400);
  }

  @Test
  void adminTokenConfigured_boundWithoutOrWithAnother_is401AndWithItWorks() throws IOException {
    registry();
    serve(REQUIRED.copy().put("adminToken", "secret"));
    String code = code();

    assertThat(bind(code, json()).status()).isEqualTo(401);
    assertThat(bind(code, with(json(), "Authorization", "Bearer wrong")).status()).isEqualTo(401);
    assertThat(metrics.counted("mesh.ota.request.refused", "reason", "admin-token")).isEqualTo(2);
    assertThat(bind(code, with(json(), "Authorization", "Bearer secret")).status()).isEqualTo(200);
  }

  @Test
  void noAdminToken_boundThroughAProxyOrByAForm_isRefused() throws IOException {
    registry();
    serve(REQUIRED);
    String code = code();

    assertThat(bind(code, with(json(), "X-Forwarded-For", "203.0.113.9")).status()).isEqualTo(401);
    assertThat(bind(code, Map.of("Content-Type", "text/plain")).status()).isEqualTo(415);
    assertThat(bind(code, json()).headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void registryAway_bound_is503() throws IOException {
    serve(REQUIRED);

    assertThat(bind("123456", json()).status()).isEqualTo(503);
  }

  @Test
  void missingId_poll_is400() throws IOException {
    serve(new JsonObject());

    assertThat(post(ACTIVATE, Map.of(), "{}").status()).isEqualTo(400);
    assertThat(post(ACTIVATE, Map.of(), "{\"Payload\":{\"mac\":\"" + DEVICE + "\"}}").status()).isEqualTo(200);
  }
}
