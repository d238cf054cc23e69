package io.xiaozhimesh.plugins.builtin.home;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Answers;
import io.xiaozhimesh.plugins.builtin.Phrases;
import io.xiaozhimesh.plugins.builtin.ToolSchema;
import io.xiaozhimesh.plugins.remote.RemoteFailure;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells a thing of the smart home what to do. The operator's names of things are said without a language model too. */
public final class HomeSetState implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "hass_set_state";

  private final HomeAssistant home;

  HomeSetState(HomeAssistant home) {
    this.home = home;
  }

  @Override
  public ToolSpec spec() {
    JsonObject state = new JsonObject().put("type", "object").put("description", "What it is to do").put("properties",
        new JsonObject()
            .put("type", new JsonObject().put("type", "string").put("enum", new JsonArray(HomeAction.TYPES)))
            .put("input", new JsonObject().put("type", "integer").put("description",
                "Percent for brightness_value and volume_set, kelvin for set_kelvin, degrees for set_temperature"))
            .put("is_muted", new JsonObject().put("type", "boolean").put("description", "For volume_mute"))
            .put("rgb_color", new JsonObject().put("type", "array").put("items", new JsonObject().put("type", "integer"))
                .put("description", "Red, green and blue, 0 to 255, for set_color")))
        .put("required", new JsonArray().add("type"));
    String schema = new ToolSchema().text("entity_id", "The thing, such as light.kitchen").property("state", state)
        .required("entity_id", "state").json();
    return new ToolSpec(NAME, "Tells a thing of the smart home what to do: a light, switch, cover, lock, player and "
        + "so on." + home.described(), schema, ToolEffect.SIDE_EFFECTING, "builtin", 0, "home", List.of(), false);
  }

  @Override
  public List<ToolPhrase> phrases() {
    Phrases phrases = new Phrases(NAME);
    for (HomeAssistant.Device device : home.devices()) {
      String name = device.name().toLowerCase(Locale.ROOT);
      JsonObject on = call(device, "turn_on");
      JsonObject off = call(device, "turn_off");
      if (name.codePoints().allMatch(c -> c < 128)) {
        phrases.en(on, "turn on the " + name, "switch on the " + name)
            .en(off, "turn off the " + name, "switch off the " + name);
      } else {
        phrases.zh(on, "打开" + name, "把" + name + "打开", "打开" + device.room() + name)
            .zh(off, "关闭" + name, "关掉" + name, "把" + name + "关掉", "关闭" + device.room() + name);
      }
    }
    return phrases.list();
  }

  private static JsonObject call(HomeAssistant.Device device, String type) {
    return new JsonObject().put("entity_id", device.entityId()).put("state", new JsonObject().put("type", type));
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    Optional<String> entity = home.entity(arguments.getString("entity_id"));
    if (entity.isEmpty()) {
      return answers.fail("I know no such thing in the house.", "家里没有这个设备。");
    }
    Optional<HomeAction> action = HomeAction.of(entity.get(), arguments.getJsonObject("state"));
    if (action.isEmpty()) {
      return answers.fail("That can't be done with this thing, or something is missing.", "这个设备做不到，或者缺少参数。");
    }
    JsonObject data = action.get().data().copy().put("entity_id", entity.get());
    return home.service(NAME, action.get().domain(), action.get().service(), data)
        .map(changed -> {
          if (!changed.isArray()) {
            throw RemoteFailure.rubbish("list of states");
          }
          return answers.said("Done.", "好的。");
        })
        .otherwise(failure -> answers.sorry(failure, "smart home", "智能家居"));
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
      return new HomeSetState(new HomeAssistant(ground, section));
    }
  }
}
