package io.xiaozhimesh.plugins.builtin.home;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Answers;
import io.xiaozhimesh.plugins.builtin.RemoteTool;
import io.xiaozhimesh.plugins.builtin.ToolSchema;
import io.xiaozhimesh.plugins.remote.RemoteFailure;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.Optional;

/** Says what a thing of the smart home does. */
public final class HomeGetState implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "hass_get_state";

  private static final int VALUE_CHARS_MAX = 200;
  /** What a person may want to know of a thing. */
  private static final List<String> ATTRIBUTES = List.of("unit_of_measurement", "brightness", "color_temp_kelvin",
      "rgb_color", "temperature", "current_temperature", "humidity", "volume_level", "is_volume_muted", "media_title",
      "media_artist", "current_position", "battery_level");

  private final HomeAssistant home;

  HomeGetState(HomeAssistant home) {
    this.home = home;
  }

  @Override
  public ToolSpec spec() {
    String schema = new ToolSchema().text("entity_id", "The thing, such as light.kitchen").required("entity_id").json();
    return new ToolSpec(NAME, "Says what a thing of the smart home does." + home.described(), schema, ToolEffect.PURE,
        "builtin", 0, "home", List.of(), false);
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    Optional<String> entity = home.entity(arguments.getString("entity_id"));
    if (entity.isEmpty()) {
      return answers.fail("I know no such thing in the house.", "家里没有这个设备。");
    }
    return home.state(NAME, entity.get()).map(state -> told(state, answers))
        .otherwise(failure -> answers.sorry(failure, "smart home", "智能家居"));
  }

  private static ToolResult told(JsonNode state, Answers answers) {
    if (!state.path("state").isTextual()) {
      throw RemoteFailure.rubbish("state");
    }
    JsonNode attributes = state.path("attributes");
    String name = attributes.path("friendly_name").asText(state.path("entity_id").asText());
    StringBuilder more = new StringBuilder();
    for (String attribute : ATTRIBUTES) {
      JsonNode value = attributes.path(attribute);
      if (!value.isMissingNode() && !value.isNull()) {
        more.append(", ").append(attribute).append(' ')
            .append(RemoteTool.cut(value.isTextual() ? value.textValue() : value.toString(), VALUE_CHARS_MAX));
      }
    }
    String value = RemoteTool.cut(state.path("state").textValue(), VALUE_CHARS_MAX);
    return answers.told(name + " is " + value + more + ".", name + "的状态是" + value + more + "。");
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String section() {
      return HomeAssistant.SECTION;
    }

    @Override
    public JsonObject defaults() {
      return HomeAssistant.defaults();
    }

    @Override
    public boolean configured(OptionsReader section) {
      return HomeAssistant.configured(section);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new HomeGetState(new HomeAssistant(ground, section));
    }
  }
}
