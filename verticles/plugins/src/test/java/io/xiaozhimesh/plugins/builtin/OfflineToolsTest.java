package io.xiaozhimesh.plugins.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.DeviceCalls;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfflineToolsTest {

  private static final long NEW_YEAR_2026_MS = 1_767_225_600_000L;
  private static final String STATUS = "{\"audio_speaker\":{\"volume\":70},\"screen\":{\"brightness\":95}}";

  private final List<String> deviceCalls = new ArrayList<>();

  @Test
  void lunarDate_ofAFestival_isNamedInBothLanguages() {
    JsonObject day = new JsonObject().put("date", "2026-02-17");

    assertThat(callMandarin(new LunarCalendar.Provider(), day).text())
        .startsWith("2026年2月17日是农历丙午马年正月初一。这天是春节");
    assertThat(call(new LunarCalendar.Provider(), day).text())
        .startsWith("2026-02-17 is day 1 of month 1 in the Chinese calendar, in the year of the Horse.");
  }

  @Test
  void lunarDate_withoutADay_isOfToday() {
    assertThat(callMandarin(new LunarCalendar.Provider(), new JsonObject()).text()).startsWith("2026年1月1日");
  }

  @Test
  void lunarDate_ofNoDay_isAFailedResult() {
    for (String date : List.of("tomorrow", "2026-02-30", "1899-12-31", "9999-01-01")) {
      assertThat(call(new LunarCalendar.Provider(), new JsonObject().put("date", date)).failed()).as(date).isTrue();
    }
  }

  @Test
  void endOfConversation_saysGoodbyeAndEnds() {
    assertThat(call(new EndConversation.Provider(), new JsonObject().put("goodbye", "See you!")))
        .isEqualTo(new ToolResult(ToolResultKind.END_SESSION, "See you!", false));
    assertThat(callMandarin(new EndConversation.Provider(), new JsonObject()).text()).isEqualTo("再见！");
  }

  @Test
  void level_set_goesToTheDevice() {
    ToolResult result = call(new DeviceLevelTool.VolumeProvider(), new JsonObject().put("percent", 40));

    assertThat(result).isEqualTo(new ToolResult(ToolResultKind.SAY, "The volume is now 40 percent.", false));
    assertThat(deviceCalls).containsExactly("self_audio_speaker_set_volume {\"volume\":40}");
  }

  @Test
  void level_moved_startsWhereTheDeviceIsAndStaysInRange() {
    assertThat(callMandarin(new DeviceLevelTool.BrightnessProvider(), new JsonObject().put("by", 20)).text())
        .isEqualTo("亮度已经调到百分之100。");
    assertThat(deviceCalls).last().isEqualTo("self_screen_set_brightness {\"brightness\":100}");
    assertThat(call(new DeviceLevelTool.VolumeProvider(), new JsonObject()).text()).isEqualTo("The volume is 70 percent.");
  }

  @Test
  void level_ofADeviceWithoutIt_isAFailedResult() {
    DeviceCalls none = (tool, arguments, caller) ->
        Future.succeededFuture(new ToolResult(ToolResultKind.THINK, "The device has no such tool.", true));

    ToolResult result = call(new DeviceLevelTool.VolumeProvider(), new JsonObject().put("by", 5), Grounds.ENGLISH, none);

    assertThat(result.failed()).isTrue();
    assertThat(result.text()).isEqualTo("I can't reach the volume of this device.");
  }

  private ToolResult call(BuiltinToolProvider provider, JsonObject arguments) {
    return call(provider, arguments, Grounds.ENGLISH, this::device);
  }

  private ToolResult callMandarin(BuiltinToolProvider provider, JsonObject arguments) {
    return call(provider, arguments, Grounds.MANDARIN, this::device);
  }

  private Future<ToolResult> device(String tool, JsonObject wanted, ToolCaller caller) {
    deviceCalls.add(tool + ' ' + wanted.encode());
    return Future.succeededFuture(new ToolResult(ToolResultKind.THINK,
        tool.equals("self_get_device_status") ? STATUS : "true", false));
  }

  private static ToolResult call(
      BuiltinToolProvider provider, JsonObject arguments, ToolCaller caller, DeviceCalls devices) {
    ToolGround ground = new ToolGround(Grounds.at(NEW_YEAR_2026_MS).stage(), null, devices);
    return provider.create(new OptionsReader("t", new JsonObject().put("timeZone", "UTC")), ground)
        .call(arguments, caller).result();
  }
}
