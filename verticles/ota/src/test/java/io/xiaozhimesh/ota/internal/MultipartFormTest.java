package io.xiaozhimesh.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {

  private static Map<String, String> parse(String body) {
    Map<String, String> texts = new TreeMap<>();
    MultipartForm.parse(body.getBytes(StandardCharsets.ISO_8859_1), "b")
        .forEach((name, content) -> texts.put(name, new String(content, StandardCharsets.ISO_8859_1)));
    return texts;
  }

  @Test
  void formOfTwoParts_parsed_isWholeWhateverTheContentHolds() {
    assertThat(parse("""
        --b\r
        Content-Disposition: form-data; name="question"\r
        \r
        what\r
        --b\r
        Content-Disposition: form-data; name="file"; filename="camera.jpg"\r
        Content-Type: image/jpeg\r
        \r
        \u00ff\u00d8 -- \r\n\r\n -b\r
        --b--\r
        """)).isEqualTo(Map.of("question", "what", "file", "\u00ff\u00d8 -- \r\n\r\n -b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "--b\r\nContent-Disposition: form-data; name=x\r\n\r\ny\r\n--b--",
      "--b\r\ncontent-disposition: form-data; filename=\"a\"; name=\"x\"\r\n\r\ny\r\n--b--\r\n",
      "--b\r\nContent-Type: text/plain\r\nCONTENT-DISPOSITION: form-data;name=\"x\"\r\n\r\ny\r\n--b--",
      "--b\nContent-Disposition: form-data; name=\"x\"\n\ny\n--b--\n",
      "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--b--\r\nepilogue",
      "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny"})
  void edge42_headersInOtherOrderOrWithoutQuotes_parsed_areUnderstood(String body) {
    assertThat(parse(body)).isEqualTo(Map.of("x", "y"));
  }

  @Test
  void filenameThatLooksLikeAName_parsed_isNotTakenForOne() {
    assertThat(parse("--b\r\nContent-Disposition: form-data; filename=\"x\"\r\n\r\ny\r\n--b--")).isEmpty();
  }

  @Test
  void sameNameTwice_parsed_keepsTheFirst() {
    String part = "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n";
    assertThat(parse(part + "1\r\n" + part + "2\r\n--b--")).isEqualTo(Map.of("x", "1"));
  }

  @Test
  void emptyContent_parsed_isEmpty() {
    assertThat(parse("--b\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n--b--")).isEqualTo(Map.of("x", ""));
    assertThat(parse("--b\r\nContent-Disposition: form-data; name=x\r\n\r\n--b--")).isEqualTo(Map.of("x", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--b--", "--b", "nothing", "--b\r\n\r\nno header\r\n--b--", "--c\r\n\r\n"})
  void noForm_parsed_isEmpty(String body) {
    assertThat(parse(body)).isEmpty();
  }

  @Test
  void partsAndHeadersOverTheBound_parsed_areLeftOut() {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      body.append("--b\r\nContent-Disposition: form-data; name=x").append(i).append("\r\n\r\ny\r\n");
    }
    assertThat(parse(body.toString())).hasSize(16);
    assertThat(parse("--b\r\nX: " + "x".repeat(3_000)
        + "\r\nContent-Disposition: form-data; name=x\r\n\r\ny\r\n--b--")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "multipart/form-data; boundary=----ESP32_CAMERA_BOUNDARY|----ESP32_CAMERA_BOUNDARY",
      "multipart/form-data; boundary=\"a b\"|a b",
      "Multipart/Form-Data;charset=utf-8; Boundary=x; y=z|x"})
  void contentType_read_namesTheBoundary(String contentType, String boundary) {
    assertThat(MultipartForm.boundary(contentType)).contains(boundary);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "application/json", "multipart/form-data", "multipart/form-data; boundary="})
  void otherContentType_read_namesNone(String contentType) {
    assertThat(MultipartForm.boundary(contentType)).isEmpty();
  }
}
