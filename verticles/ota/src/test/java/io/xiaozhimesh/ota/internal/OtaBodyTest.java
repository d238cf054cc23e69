package io.xiaozhimesh.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtaBodyTest {

  private static OtaBody body(String text) {
    return OtaBody.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void members_read_areTextWhateverTheirType() {
    OtaBody body = body("{\"a\":{\"b\":\"x\"},\"n\":7,\"f\":1.5,\"t\":true,\"o\":{},\"z\":null,\"new\":[1,[2]]}");

    assertThat(body.readable()).isTrue();
    assertThat(body.text("a", "b")).isEqualTo("x");
    assertThat(body.text("n")).isEqualTo("7");
    assertThat(body.text("f")).isEqualTo("1.5");
    assertThat(body.text("t")).isEmpty();
    assertThat(body.text("o")).isEmpty();
    assertThat(body.text("z")).isEmpty();
    assertThat(body.text("a", "b", "c")).isEmpty();
    assertThat(body.text("missing", "deeper")).isEmpty();
  }

  @Test
  void payloadWrapper_read_isLookedThrough() {
    assertThat(body("{\"Payload\":{\"mac\":\"m\"}}").text("mac")).isEqualTo("m");
    assertThat(body("{\"Payload\":7,\"mac\":\"m\"}").text("mac")).isEqualTo("m");
  }

  @Test
  void noBody_read_isAnEmptyReadableOne() {
    assertThat(body("").readable()).isTrue();
    assertThat(body("").text("mac")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"ssid\":\"my \"home\"\"}", "nonsense", "{\"a\":\u0000}", "{'a':1}"})
  void brokenJson_read_isEmptyAndSaysSo(String text) {
    assertThat(body(text).readable()).isFalse();
    assertThat(body(text).text("a")).isEmpty();
  }

  @Test
  void deepOrLongJson_read_isEmptyAndSaysSo() {
    assertThat(body("{\"a\":".repeat(33) + "1" + "}".repeat(33)).readable()).isFalse();
    assertThat(body("{\"a\":\"" + "x".repeat(5_000) + "\"}").readable()).isFalse();
    assertThat(body("{\"a\":" + "9".repeat(100) + "}").readable()).isFalse();
  }

  @Test
  void brokenUtf8_read_neverFails() {
    assertThat(OtaBody.parse(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}).text("mac")).isEmpty();
  }
}
