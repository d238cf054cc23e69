package io.xiaozhimesh.ota;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever reaches the port costs its sender an answer or the connection, and nobody else anything. */
class OtaHostileTest extends OtaServerTest {

  private static final String TLS_HELLO = "16030100c5010000c10303" + "5a".repeat(186);

  private void assertStillServes() throws IOException {
    assertThat(askConfiguration().status()).isEqualTo(200);
  }

  @Test
  void edge08_tlsAndRubbishOnThePort_getAShortAnswerOrNone() throws IOException {
    serve(new JsonObject());
    byte[] noise = new byte[3_000];
    new Random(7).nextBytes(noise);
    noise[2_000] = '\r';
    noise[2_001] = '\n';

    RawHttp.Answer toTls = http.exchange(join(HexFormat.of().parseHex(TLS_HELLO), "\r\n\r\n"));
    RawHttp.Answer toNoise = http.exchange(join(noise, "\r\n\r\n"));

    assertThat(toTls.status()).isIn(0, 400);
    assertThat(toNoise.status()).isIn(0, 400, 414, 431);
    assertStillServes();
  }

  @Test
  void edge08_connectionThatSaysNothingOrEndsEarly_costsNothing() throws IOException {
    serve(new JsonObject());
    for (int i = 0; i < 50; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), verticle.port())) {
        if (i % 2 == 0) {
          socket.getOutputStream().write("POST /xiaozhi/ota/ HTTP/1.1\r\nContent-Length: 99\r\n\r\n{".getBytes(
              StandardCharsets.UTF_8));
        }
      }
    }
    assertStillServes();
  }

  @Test
  void otherPathsAndMethods_areAJson404() throws IOException {
    serve(new JsonObject());

    for (String path : new String[] {"/", "/xiaozhi", "/xiaozhi/otax", "/admin", "/xiaozhi/ota/../../etc/passwd"}) {
      RawHttp.Answer answer = http.send("GET", path, deviceHeaders(), new byte[0]);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.headers()).containsEntry("content-type", "application/json").containsKey("content-length");
      assertThat(answer.json().getString("error")).isEqualTo("path");
    }
    assertThat(http.send("DELETE", OTA, deviceHeaders(), new byte[0]).status()).isEqualTo(404);
    assertThat(http.send("GET", "/api/activation", Map.of(), new byte[0]).status()).isEqualTo(404);
  }

  @Test
  void health_asked_isUp() throws IOException {
    serve(new JsonObject());

    assertThat(http.send("GET", "/healthz", Map.of(), new byte[0]).json()).isEqualTo(JsonObject.of("status", "UP"));
    assertThat(http.send("GET", "/mcp/vision/explain", Map.of(), new byte[0]).status()).isEqualTo(200);
  }

  @Test
  void bodyAtTheBound_isServedAndOneByteMoreIs413() throws IOException {
    serve(new JsonObject());
    String padding = " ".repeat(Limits.OTA_BODY_BYTES_MAX - 2);

    assertThat(post(OTA, deviceHeaders(), "{" + padding + "}").status()).isEqualTo(200);
    RawHttp.Answer refused = post(OTA, deviceHeaders(), "{" + padding + " }");

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.json().getBoolean("success")).isFalse();
    assertThat(metrics.counted("mesh.ota.request.refused", "reason", "body-too-large")).isEqualTo(1);
    byte[] chunked = ("{" + padding + "  }").getBytes(StandardCharsets.UTF_8);
    assertThat(http.sendChunked(OTA, deviceHeaders(), chunked).status()).isEqualTo(413);
  }

  @Test
  void deepJson_isServedFromTheHeaders() throws IOException {
    serve(new JsonObject());

    assertThat(post(OTA, deviceHeaders(), "[".repeat(60_000)).status()).isEqualTo(200);
    assertThat(metrics.counted("mesh.ota.body.unreadable")).isEqualTo(1);
  }

  @Test
  void headersTooLong_areRefused() throws IOException {
    serve(new JsonObject());

    assertThat(post(OTA, with(deviceHeaders(), "X-Long", "x".repeat(20_000)), "{}").status()).isIn(0, 400, 431);
    assertThat(http.send("GET", "/" + "x".repeat(5_000), Map.of(), new byte[0]).status()).isIn(0, 400, 414);
    assertStillServes();
  }

  @Test
  void downloads_outsideTheFolderOrOfOtherFiles_are404(@TempDir Path directory) throws IOException {
    Path images = Files.createDirectory(directory.resolve("images"));
    Files.writeString(directory.resolve("board_1.0.bin"), "outside");
    Files.writeString(images.resolve("notes.txt"), "no image");
    Files.writeString(images.resolve("secret.bin"), "no version");
    serve(JsonObject.of("firmwareDir", images.toString()));

    for (String file : new String[] {"../board_1.0.bin", "..%2fboard_1.0.bin", "%2e%2e/board_1.0.bin", "notes.txt",
        "secret.bin", "", "/etc/passwd", "board_1.0.bin"}) {
      assertThat(http.send("GET", "/xiaozhi/ota/download/" + file, Map.of(), new byte[0]).status()).as(file)
          .isIn(400, 404);
    }
  }

  @Test
  void folderMissing_served_offersNothing(@TempDir Path directory) throws IOException {
    serve(JsonObject.of("firmwareDir", directory.resolve("none").toString()));

    assertThat(askConfiguration().json().getJsonObject("firmware").getString("url")).isEmpty();
    assertThat(metrics.counted("mesh.ota.firmware.unreadable")).isEqualTo(1);
  }

  @Test
  void tooManyRequestsFromOneAddress_areA429() throws IOException {
    serve(JsonObject.of("limits", JsonObject.of("requestsPerS", 1, "requestsBurst", 3)));
    int refused = 0;
    for (int i = 0; i < 30; i++) {
      RawHttp.Answer answer = askConfiguration();
      refused += answer.status() == 429 ? 1 : 0;
      assertThat(answer.headers()).containsKey("content-length");
    }

    assertThat(refused).isBetween(1, 27);
    assertThat(metrics.counted("mesh.ota.request.refused", "reason", "rate")).isEqualTo(refused);
  }

  @Test
  void connectionsOverTheBound_areClosedAndCounted() throws IOException {
    serve(JsonObject.of("limits", JsonObject.of("connectionsMax", 1)));
    try (Socket first = new Socket(InetAddress.getLoopbackAddress(), verticle.port())) {
      first.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(first.getInputStream().read()).isEqualTo('H');
      try (Socket second = new Socket(InetAddress.getLoopbackAddress(), verticle.port())) {
        second.setSoTimeout(10_000);
        assertThat(second.getInputStream().read()).isEqualTo(-1);
      }
    }
    assertThat(metrics.counted("mesh.ota.connection.refused")).isEqualTo(1);
  }

  @Test
  void undeployed_portIsFreeAndTheRoleIsWithdrawn() throws IOException {
    String id = serve(new JsonObject());
    assertThat(stage.directory().candidates(Role.OTA)).hasSize(1);

    await(vertx.undeploy(id));

    assertThat(stage.directory().candidates(Role.OTA)).isEmpty();
    serve(JsonObject.of("port", verticle.port()));
    assertStillServes();
  }

  private static byte[] join(byte[] first, String second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length());
    System.arraycopy(second.getBytes(StandardCharsets.UTF_8), 0, all, first.length, second.length());
    return all;
  }
}
