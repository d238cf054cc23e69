package io.xiaozhimesh.bench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.conformance.MeshClient.Received;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Devices that are spoken to although they have not asked, over real sockets and with a database in a file. */
@Timeout(120)
class AlarmConformanceTest {

  @TempDir
  private Path folder;

  private Vertx clients;
  private RunningMesh mesh;

  @BeforeEach
  void begin() {
    clients = Vertx.vertx();
    start();
  }

  @AfterEach
  void end() {
    Waiting.on(mesh.stop().eventually(clients::close));
  }

  private void start() {
    mesh = Waiting.on(RunningMesh.start(new JsonObject()
        .put("auth", new JsonObject().put("key", "a-key-of-this-test-and-of-nothing-else"))
        .put("ingress", new JsonObject().put("drainMs", 0).put("socket", new JsonObject().put("port", 0)))
        .put("ota", new JsonObject().put("port", 0))
        .put("node", new JsonObject().put("managementPort", 0))
        .put("registry", new JsonObject().put("url", "jdbc:h2:file:" + folder.resolve("mesh")))));
  }

  @Test
  void timer_setByWords_soundsOnTheIdleDevice_afterARestartOfTheMesh_once() throws Exception {
    try (MeshClient device = new MeshClient(clients, boot(1))) {
      say(device, "set a timer for ten seconds");
      assertThat(sentences(device.until("tts stop"))).containsExactly("Your timer for 10 seconds is set.");
    }
    Waiting.on(mesh.stop());
    start();
    try (MeshClient device = new MeshClient(clients, boot(1))) {
      List<Received> alarm = device.until("tts stop");
      assertThat(alarm.get(0).name()).isEqualTo("tts start");
      assertThat(sentences(alarm)).containsExactly("Alarm", "Your timer is up.");
      assertThat(alarm.stream().filter(m -> m.name().equals("audio")).count()).isGreaterThan(4_000 / 60);

      say(device, "list my alarms");
      assertThat(sentences(device.until("tts stop"))).containsExactly("There are no alarms, reminders or timers.");
      assertThat(device.settled()).isEmpty();
    }
  }

  @Test
  void operator_letsADeviceSpeak_showANotice_andRestart() throws Exception {
    DeviceConfig config = boot(2);
    String id = config.identity().deviceId();
    try (MeshClient device = new MeshClient(clients, config)) {
      assertThat(post(id + "/say", "{\"text\":\"Dinner is ready.\"}")).isEqualTo(202);
      assertThat(sentences(device.until("tts stop"))).containsExactly("Dinner is ready.");
      assertThat(post(id + "/alert", "{\"status\":\"Note\",\"message\":\"Hello\",\"emotion\":\"happy\"}")).isEqualTo(202);
      assertThat(device.await("alert").json().getString("message")).isEqualTo("Hello");
      assertThat(post(id + "/reboot", "")).isEqualTo(202);
      assertThat(device.await("system").json().getString("command")).isEqualTo("reboot");
      assertThat(post(id + "/say", "{}")).isEqualTo(400);
      assertThat(post(id + "/say", "rubbish")).isEqualTo(400);
      assertThat(post(id + "/dance", "{}")).isEqualTo(404);
    }
    assertThat(post("00:00:00:00:00:99/say", "{\"text\":\"Hello\"}")).isEqualTo(404);
  }

  @Test
  void wordsForADeviceThatAnswers_waitUntilTheAnswerIsOver() throws Exception {
    DeviceConfig config = boot(3);
    try (MeshClient device = new MeshClient(clients, config)) {
      say(device, "tell me a story");
      device.await("audio");
      assertThat(post(config.identity().deviceId() + "/say", "{\"text\":\"The post has come.\"}")).isEqualTo(202);
      List<Received> story = device.until("tts stop");
      assertThat(sentences(story)).doesNotContain("The post has come.");
      assertThat(sentences(device.until("tts stop"))).containsExactly("The post has come.");
    }
  }

  private int post(String path, String body) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(mesh.managementUrl() + "/devices/" + path))
        .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private static void say(MeshClient device, String words) {
    device.text(new JsonObject().put("type", "listen").put("state", "detect").put("text", words).encode());
  }

  private static List<String> sentences(List<Received> turn) {
    return turn.stream().filter(m -> m.name().equals("tts sentence_start")).map(Received::text).toList();
  }

  private DeviceConfig boot(int number) {
    return Waiting.on(new OtaClient(clients).boot(mesh.httpUrl() + "/xiaozhi/ota/", DeviceIdentity.numbered(900 + number)));
  }
}
