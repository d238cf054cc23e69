package io.xiaozhimesh.plugins.builtin.home;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Answers;
import io.xiaozhimesh.plugins.builtin.ToolSchema;
import io.xiaozhimesh.plugins.remote.RemoteFailure;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.Optional;

/**
 * Plays music on a player of the smart home: with media_player.play_media, or with music_assistant.play_media where Music
 * Assistant is installed.
 */
public final class HomePlayMusic implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "hass_play_music";

  private static final int CONTENT_CHARS_MAX = 500;

  private final HomeAssistant home;

  HomePlayMusic(HomeAssistant home) {
    this.home = home;
  }

  @Override
  public ToolSpec spec() {
    String schema = new ToolSchema()
        .text("media_content_id", "Title, artist, album or address of the music")
        .text("entity_id", "The player, such as media_player.living_room")
        .required("media_content_id", "entity_id").json();
    return new ToolSpec(NAME, "Plays music on a player of the smart home, not on this device." + home.described(), schema,
        ToolEffect.SIDE_EFFECTING, "builtin", 0, "home", List.of(), false);
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    Optional<String> player =
        home.entity(arguments.getString("entity_id")).filter(id -> id.startsWith("media_player."));
    String content = arguments.getString("media_content_id").strip();
    if (player.isEmpty()) {
      return answers.fail("I know no such player in the house.", "家里没有这个播放器。");
    } else if (content.isEmpty() || content.length() > CONTENT_CHARS_MAX) {
      return answers.fail("There is nothing to play.", "没有要播放的内容。");
    }
    JsonObject data = new JsonObject().put("entity_id", player.get());
    if (home.musicService().equals(HomeAssistant.DEFAULT_MUSIC_SERVICE)) {
      data.put("media_content_id", content).put("media_content_type", "music");
    } else {
      data.put("media_id", content);
    }
    return home.service(NAME, home.musicService(), "play_media", data)
        .map(changed -> {
          if (!changed.isArray()) {
            throw RemoteFailure.rubbish("list of states");
          }
          return answers.said("Playing " + content + ".", "正在播放" + content + "。");
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
      return new HomePlayMusic(new HomeAssistant(ground, section));
    }
  }
}
