package io.xiaozhimesh.plugins.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.ToolResult;
import org.junit.jupiter.api.Test;

class ToolResultsTest {

  @Test
  void severalTexts_areJoined() {
    assertThat(of("{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}").text())
        .isEqualTo("a\nb");
  }

  @Test
  void textThatHoldsJson_staysAsItIs() {
    assertThat(of("{\"content\":[{\"type\":\"text\",\"text\":\"{\\\"volume\\\":70}\"}]}").text())
        .isEqualTo("{\"volume\":70}");
  }

  @Test
  void nothing_isDone() {
    assertThat(of("{}").text()).isEqualTo("Done.");
    assertThat(of("{\"content\":\"?\"}").text()).isEqualTo("Done.");
  }

  @Test
  void isError_fails() {
    ToolResult result = of("{\"content\":[{\"type\":\"text\",\"text\":\"no\"}],\"isError\":true}");

    assertThat(result.failed()).isTrue();
    assertThat(result.text()).isEqualTo("no");
  }

  @Test
  void imageAsNestedJsonString_isDescribed() {
    assertThat(of("{\"content\":[{\"type\":\"image\",\"image\":"
        + "\"{\\\"type\\\":\\\"image\\\","
        + "\\\"mimeType\\\":\\\"image/jpeg\\\",\\\"data\\\":\\\"AAAAAAAA\\\"}\"}]}").text())
        .isEqualTo("The device took a picture (image/jpeg, about 6 bytes).");
  }

  @Test
  void imageInTheStandardForm_isDescribed() {
    assertThat(of("{\"content\":[{\"type\":\"image\",\"mimeType\":\"image/png\",\"data\":\"AAAA\"}]}").text())
        .isEqualTo("The device took a picture (image/png, about 3 bytes).");
  }

  @Test
  void brokenImage_isStillASentence() {
    assertThat(of("{\"content\":[{\"type\":\"image\",\"image\":\"{broken\"}]}").text())
        .isEqualTo("The device took a picture that cannot be read.");
    assertThat(of("{\"content\":[{\"type\":\"image\"}]}").text())
        .isEqualTo("The device took a picture (of unknown type, about 0 bytes).");
  }

  @Test
  void veryLongText_isCut() {
    assertThat(ToolResults.done("x".repeat(20_000)).text()).hasSize(ToolResults.TEXT_CHARS_MAX);
  }

  private static ToolResult of(String result) {
    return ToolResults.ofResult(Json.object(result).orElseThrow());
  }
}
