package io.xiaozhimesh.ota;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Photos as cameras send them; the numbers are those of the conformance list. */
class VisionConformanceTest extends OtaServerTest {

  private static final String PATH = "/mcp/vision/explain";
  private static final String BOUNDARY = "----ESP32_CAMERA_BOUNDARY";

  private ScriptedChatService service;

  @BeforeEach
  void service() {
    service = new ScriptedChatService(vertx);
    await(service.listen());
  }

  @AfterEach
  void closeService() {
    await(service.close());
  }

  private void serveWithVision() {
    serve(JsonObject.of("vision", JsonObject.of("provider", "openai", "url", service.url(), "model", "eyes",
        "apiKey", "key")));
  }

  private static byte[] jpeg(int bytes) {
    byte[] jpeg = new byte[bytes];
    Arrays.fill(jpeg, (byte) '-');
    jpeg[0] = (byte) 0xFF;
    jpeg[1] = (byte) 0xD8;
    jpeg[2] = (byte) 0xFF;
    return jpeg;
  }

  private static byte[] question(String text) {
    return part("Content-Disposition: form-data; name=\"question\"\r\n", text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] file(byte[] image) {
    return part("Content-Disposition: form-data; name=\"file\"; filename=\"camera.jpg\"\r\n"
        + "Content-Type: image/jpeg\r\n", image);
  }

  private static byte[] part(String headers, byte[] content) {
    return join(("--" + BOUNDARY + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.UTF_8), content,
        "\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] form(byte[]... parts) {
    return join(join(parts), ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static Map<String, String> headers(String token) {
    return new HashMap<>(Map.of("Device-Id", DEVICE, "Client-Id", CLIENT, "Authorization", "Bearer " + token,
        "Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
  }

  @Test
  void statement25_chunkedPhotoWithAValidToken_isAnsweredWithAText() throws IOException {
    serveWithVision();
    byte[] image = jpeg(60_000);

    RawHttp.Answer answer = http.sendChunked(PATH, headers(token()), form(question("这是什么？"), file(image)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(JsonObject.of("success", true, "text", "a cat"));
    assertThat(answer.headers()).containsKey("content-length");
    assertThat(service.question()).isEqualTo("这是什么？");
    assertThat(service.image()).isEqualTo(image);
    assertThat(service.authorization()).isEqualTo("Bearer key");
  }

  @Test
  void edge41_questionAfterTheFileOrMissing_isAnsweredToo() throws IOException {
    serveWithVision();

    assertThat(http.sendChunked(PATH, headers(token()), form(file(jpeg(99)), question("what"))).json()
        .getBoolean("success")).isTrue();
    assertThat(service.question()).isEqualTo("what");
    assertThat(http.send("POST", PATH, headers(token()), form(file(jpeg(99)))).json().getBoolean("success")).isTrue();
    assertThat(service.question()).isNotBlank();
  }

  @Test
  void statement26_badToken_is401() throws IOException {
    serveWithVision();
    byte[] form = form(question("what"), file(jpeg(200_000)));

    for (String token : new String[] {"", "x", "a.b", token().replace('.', '_')}) {
      RawHttp.Answer answer = http.sendChunked(PATH, headers(token), form);
      assertThat(answer.status()).as(token).isEqualTo(401);
      assertThat(answer.json().getBoolean("success")).isFalse();
    }
    Map<String, String> none = headers("");
    none.remove("Authorization");
    assertThat(http.sendChunked(PATH, none, form).status()).isEqualTo(401);
    assertThat(metrics.counted("mesh.ota.request.refused", "reason", "device-token")).isEqualTo(5);
    assertThat(service.requests()).isZero();
  }

  @Test
  void statement26_tokenOfAnotherDevice_is401AndNoDeviceId400() throws IOException {
    serveWithVision();
    Map<String, String> other = headers(token());
    other.put("Device-Id", "aa:bb:cc:dd:ee:00");
    Map<String, String> none = headers(token());
    none.remove("Device-Id");

    assertThat(http.sendChunked(PATH, other, form(file(jpeg(99)))).status()).isEqualTo(401);
    assertThat(http.sendChunked(PATH, none, form(file(jpeg(99)))).status()).isEqualTo(400);
  }

  @Test
  void statement26_emptyOversizedOrForeignFile_isAnErrorAndTheNextIsServed() throws IOException {
    serveWithVision();

    assertThat(http.sendChunked(PATH, headers(token()), form(question("what"), file(new byte[0]))).status())
        .isEqualTo(400);
    assertThat(http.sendChunked(PATH, headers(token()), form(question("what"))).status()).isEqualTo(400);
    assertThat(http.sendChunked(PATH, headers(token()), form(file("no image at all".getBytes(StandardCharsets.UTF_8))))
        .json().getString("error")).isEqualTo("photo-format");
    assertThat(http.sendChunked(PATH, headers(token()), form(file(jpeg(VisionRequests.PHOTO_BYTES_MAX + 1)))).status())
        .isEqualTo(413);
    assertThat(http.sendChunked(PATH, headers(token()), form(file(jpeg(VisionRequests.PHOTO_BYTES_MAX)))).status())
        .isEqualTo(200);
  }

  @Test
  void noMultipart_is400() throws IOException {
    serveWithVision();
    Map<String, String> json = headers(token());
    json.put("Content-Type", "application/json");

    assertThat(http.send("POST", PATH, json, "{}".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
    assertThat(http.send("POST", PATH, headers(token()), new byte[0]).status()).isEqualTo(400);
  }

  @Test
  void noProvider_answersHowToConfigureOne() throws IOException {
    serve(new JsonObject());

    RawHttp.Answer answer = http.sendChunked(PATH, headers(token()), form(question("what"), file(jpeg(99))));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getBoolean("success")).isFalse();
    assertThat(answer.json().getString("message")).contains("ota.vision.provider");
  }

  @Test
  void serviceFails_answersThatItFailedAndCounts() throws IOException {
    serveWithVision();
    service.answerWith(500, "oops");

    RawHttp.Answer answer = http.sendChunked(PATH, headers(token()), form(file(jpeg(99))));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getBoolean("success")).isFalse();
    assertThat(metrics.counted("mesh.ota.vision.failed", "error", "PROVIDER_FAILED")).isEqualTo(1);
  }

  @Test
  void photosAtTheBound_oneMore_is503UntilOneIsDone() throws Exception {
    serve(JsonObject.of("limits", JsonObject.of("photosMax", 1), "vision", JsonObject.of("provider", "openai", "url",
        service.url(), "model", "eyes")));
    service.holdAnswers();
    var first = vertx.executeBlocking(() -> http.sendChunked(PATH, headers(token()), form(file(jpeg(99)))));
    service.awaitRequest();

    assertThat(http.sendChunked(PATH, headers(token()), form(file(jpeg(99)))).status()).isEqualTo(503);

    service.releaseAnswers();
    assertThat(await(first).status()).isEqualTo(200);
    assertThat(http.sendChunked(PATH, headers(token()), form(file(jpeg(99)))).status()).isEqualTo(200);
  }
}
