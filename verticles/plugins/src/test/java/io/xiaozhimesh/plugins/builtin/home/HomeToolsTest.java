package io.xiaozhimesh.plugins.builtin.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Grounds;
import io.xiaozhimesh.plugins.builtin.web.StandIn;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a stand-in of Home Assistant's REST interface (https://developers.home-assistant.io/docs/api/rest). */
@ExtendWith(VertxExtension.class)
@Timeout(20)
class HomeToolsTest {

  private StandIn service;
  private ToolGround ground;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    service = StandIn.start(vertx).on("/api/services/", "[]").on("/api/states/light.kitchen",
        "{\"entity_id\":\"light.kitchen\",\"state\":\"on\",\"attributes\":"
            + "{\"friendly_name\":\"Kitchen light\",\"brightness\":180,\"effect_list\":[\"x\"]}}");
    ground = Grounds.real(vertx, new AtomicLong());
  }

  @Test
  void state_isReadWithTheTokenByIdOrName() throws Exception {
    for (String entity : new String[] {"light.kitchen", "ceiling light", "Kitchen ceiling light"}) {
      assertThat(call(new HomeGetState.Provider(), new JsonObject().put("entity_id", entity)).text())
          .isEqualTo("Kitchen light is on, brightness 180.");
    }
    assertThat(service.asked.get(0).authorization()).isEqualTo("Bearer t0ken");
    assertThat(service.asked.get(0).uri()).isEqualTo("/api/states/light.kitchen");
  }

  @Test
  void thingNobodyKnows_isNotAskedFor() throws Exception {
    for (String entity : new String[] {"light.nowhere/../../config", "unknown lamp", "", "light."}) {
      assertThat(call(new HomeGetState.Provider(), new JsonObject().put("entity_id", entity)).failed()).isTrue();
    }
    assertThat(service.asked).isEmpty();
    assertThat(call(new HomeGetState.Provider(), new JsonObject().put("entity_id", "light.other")).text())
        .isEqualTo("The smart home does not know that.");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "light.a | {'type':'turn_on'} | light/turn_on | {}",
      "light.a | {'type':'brightness_up'} | light/turn_on | {'brightness_step_pct':10}",
      "light.a | {'type':'brightness_value','input':40} | light/turn_on | {'brightness_pct':40}",
      "light.a | {'type':'set_color','rgb_color':[255,0,10]} | light/turn_on | {'rgb_color':[255,0,10]}",
      "light.a | {'type':'set_kelvin','input':3000} | light/turn_on | {'color_temp_kelvin':3000}",
      "switch.a | {'type':'turn_off'} | switch/turn_off | {}",
      "cover.a | {'type':'turn_on'} | cover/open_cover | {}",
      "cover.a | {'type':'pause'} | cover/stop_cover | {}",
      "vacuum.a | {'type':'continue'} | vacuum/start | {}",
      "lock.a | {'type':'turn_on'} | lock/lock | {}",
      "climate.a | {'type':'set_temperature','input':21} | climate/set_temperature | {'temperature':21}",
      "media_player.a | {'type':'volume_set','input':35} | media_player/volume_set | {'volume_level':0.35}",
      "media_player.a | {'type':'volume_mute','is_muted':false} | media_player/volume_mute | {'is_volume_muted':false}",
      "media_player.a | {'type':'pause'} | media_player/media_pause | {}",
      "scene.a | {'type':'turn_on'} | scene/turn_on | {}"})
  void wish_becomesTheServiceThatDoesIt(String entity, String state, String service, String data) throws Exception {
    ToolResult result = call(new HomeSetState.Provider(), new JsonObject().put("entity_id", entity)
        .put("state", new JsonObject(state.replace('\'', '"'))));

    assertThat(result).isEqualTo(new ToolResult(ToolResultKind.SAY, "Done.", false));
    assertThat(this.service.asked.get(0).uri()).isEqualTo("/api/services/" + service);
    assertThat(this.service.asked.get(0).body())
        .isEqualTo(new JsonObject(data.replace('\'', '"')).put("entity_id", entity));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "light.a | {'type':'brightness_value'}", "light.a | {'type':'brightness_value','input':400}",
      "light.a | {'type':'set_color','rgb_color':[1,2]}", "light.a | {'type':'set_color','rgb_color':['a',2,3]}",
      "light.a | {'type':'volume_up'}", "scene.a | {'type':'turn_off'}", "light.a | {}", "sensor.a | {'type':'pause'}"})
  void wishThatMakesNoSense_isNotSent(String entity, String state) throws Exception {
    ToolResult result = call(new HomeSetState.Provider(), new JsonObject().put("entity_id", entity)
        .put("state", new JsonObject(state.replace('\'', '"'))));

    assertThat(result.failed()).isTrue();
    assertThat(service.asked).isEmpty();
  }

  @Test
  void music_isPlayedOnAPlayerOnly() throws Exception {
    JsonObject music = new JsonObject().put("entity_id", "media_player.den").put("media_content_id", "Bach");

    assertThat(call(new HomePlayMusic.Provider(), music).text()).isEqualTo("Playing Bach.");
    assertThat(service.asked.get(0).uri()).isEqualTo("/api/services/media_player/play_media");
    assertThat(service.asked.get(0).body()).isEqualTo(new JsonObject().put("entity_id", "media_player.den")
        .put("media_content_id", "Bach").put("media_content_type", "music"));
    StandIn.await(tool(new HomePlayMusic.Provider(), section().put("musicService", "music_assistant"))
        .call(music, Grounds.ENGLISH));
    assertThat(service.asked.get(1).uri()).isEqualTo("/api/services/music_assistant/play_media");
    assertThat(service.asked.get(1).body().getString("media_id")).isEqualTo("Bach");
    assertThat(call(new HomePlayMusic.Provider(), music.put("entity_id", "light.kitchen")).failed()).isTrue();
  }

  @Test
  void namesOfThings_becomePhrasesInTheirLanguage() {
    BuiltinTool tool = tool(new HomeSetState.Provider(), section());

    assertThat(tool.phrases()).extracting(ToolPhrase::text)
        .contains("turn on the ceiling light", "turn off the ceiling light", "打开台灯", "关掉台灯", "打开卧室台灯");
    assertThat(tool.spec().effect()).isEqualTo(ToolEffect.SIDE_EFFECTING);
    assertThat(tool.spec().description()).contains("Kitchen ceiling light = light.kitchen");
  }

  @Test
  void devicesThatMakeNoSense_failTheStart() {
    assertThatThrownBy(() -> tool(new HomeSetState.Provider(),
        section().put("devices", new JsonArray().add("kitchen, light")))).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("room, name, entity id");
  }

  private JsonObject section() {
    return new JsonObject().put("deadlineMs", 15_000).put("baseUrl", service.url()).put("token", "t0ken").put("devices",
        new JsonArray().add("Kitchen, ceiling light, light.kitchen").add("卧室, 台灯, light.bedroom"));
  }

  private BuiltinTool tool(BuiltinToolProvider provider, JsonObject section) {
    return provider.create(new OptionsReader("t", section), ground);
  }

  private ToolResult call(BuiltinToolProvider provider, JsonObject arguments) throws Exception {
    return StandIn.await(tool(provider, section()).call(arguments, Grounds.ENGLISH));
  }
}
