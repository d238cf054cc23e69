package io.xiaozhimesh.ota.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.ActivationState;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtaAnswerTest {

  private static final long SUMMER_MS = 1_720_000_000_000L;
  private static final long WINTER_MS = 1_735_000_000_000L;

  private static OtaAnswer answer() {
    return OtaAnswer.at(SUMMER_MS, ZoneOffset.UTC);
  }

  @Test
  void time_answered_hasTheOffsetOfThatDay() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");

    assertThat(OtaAnswer.at(SUMMER_MS, berlin).json().getJsonObject("server_time"))
        .isEqualTo(JsonObject.of("timestamp", SUMMER_MS, "timezone_offset", 120));
    assertThat(OtaAnswer.at(WINTER_MS, berlin).json().getJsonObject("server_time").getValue("timezone_offset"))
        .isEqualTo(60);
    assertThat(OtaAnswer.at(WINTER_MS, ZoneId.of("America/New_York")).json().getJsonObject("server_time")
        .getValue("timezone_offset")).isEqualTo(-300);
  }

  @Test
  void newerImage_answered_isVersionAndAddress() {
    OtaAnswer answer = answer().firmware("1.0", FirmwareImage.parse("b_1.1.bin"), "http://h/d/");

    assertThat(answer.json().getJsonObject("firmware"))
        .isEqualTo(JsonObject.of("version", "1.1", "url", "http://h/d/b_1.1.bin"));
  }

  @Test
  void noNewerImage_answered_echoesWhatRunsOrAVersionThatIsNeverNewer() {
    assertThat(answer().firmware("1.0", Optional.empty(), "x").json().getJsonObject("firmware"))
        .isEqualTo(JsonObject.of("version", "1.0", "url", ""));
    assertThat(answer().firmware("v1", Optional.empty(), "x").json().getJsonObject("firmware").getString("version"))
        .isEqualTo("0.0.0");
  }

  @Test
  void activation_answered_showsTheCodeInTheMessage() {
    assertThat(answer().activation(new ActivationState(false, "123456", "c", 9), "say %s or %s").json()
        .getJsonObject("activation"))
        .isEqualTo(JsonObject.of("code", "123456", "message", "say 123456 or 123456", "challenge", "c"));
  }

  @Test
  void socketTooLongToStore_answered_isRefused() {
    assertThatThrownBy(() -> answer().webSocket("ws://h/", "t".repeat(1_001)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
