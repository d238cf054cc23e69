package io.xiaozhimesh.plugins.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.stage.OptionsReader;
import org.junit.jupiter.api.Test;

class CurrentTimeTest {

  private static final ToolCaller CALLER =
      new ToolCaller(new TurnRef("s", 1, 1), "d", "", 1_000, "");

  @Test
  void configuredZone_isTheLocalTime() {
    assertThat(call(create("Asia/Shanghai"), new JsonObject()).text())
        .isEqualTo("It is Thursday, 2026-01-01, 08:00:00 in the time zone Asia/Shanghai.");
  }

  @Test
  void wantedZone_winsOverTheLocalOne() {
    assertThat(call(create("Asia/Shanghai"), new JsonObject().put("timeZone", "America/New_York")).text())
        .isEqualTo("It is Wednesday, 2025-12-31, 19:00:00 in the time zone America/New_York.");
  }

  @Test
  void mandarin_isSpokenMandarin() {
    assertThat(create("Asia/Shanghai").call(new JsonObject(), Grounds.MANDARIN).result().text())
        .isEqualTo("现在是2026年1月1日，星期四，8点0分（时区 Asia/Shanghai）。");
  }

  @Test
  void unknownZone_isAFailedResult() {
    ToolResult result = call(create("UTC"), new JsonObject().put("timeZone", "Mars/Olympus"));

    assertThat(result.failed()).isTrue();
    assertThat(result.text()).isEqualTo("There is no time zone with the name \"Mars/Olympus\".");
  }

  @Test
  void wrongConfiguration_isRefusedAtStart() {
    assertThatThrownBy(() -> create("Mars/Olympus"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Mars/Olympus");
  }

  @Test
  void noZone_isTheMachines() {
    assertThat(call(create(""), new JsonObject()).failed()).isFalse();
  }

  private static BuiltinTool create(String zone) {
    return new CurrentTime.Provider().create(
        new OptionsReader("t", new JsonObject().put("timeZone", zone)), Grounds.at(1_767_225_600_000L));
  }

  private static ToolResult call(BuiltinTool tool, JsonObject arguments) {
    return tool.call(arguments, CALLER).result();
  }
}
