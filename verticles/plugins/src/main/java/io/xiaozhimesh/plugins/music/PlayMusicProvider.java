package io.xiaozhimesh.plugins.music;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.stage.OptionsReader;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Provides {@link PlayMusic}. */
public final class PlayMusicProvider implements BuiltinToolProvider {

  /** The folder: the same as tts plays from. */
  public static final String DEFAULT_DIR = "data/music";
  /** Five minutes, in seconds. */
  public static final int DEFAULT_REFRESH_S = 300;
  /** Titles. */
  public static final int DEFAULT_TITLES_MAX = 20_000;

  @Override
  public String name() {
    return PlayMusic.NAME;
  }

  @Override
  public JsonObject defaults() {
    return new JsonObject().put("dir", DEFAULT_DIR).put("refreshS", DEFAULT_REFRESH_S)
        .put("titlesMax", DEFAULT_TITLES_MAX);
  }

  @Override
  public BuiltinTool create(OptionsReader section, ToolGround ground) {
    MusicFolder folder = new MusicFolder(Path.of(section.text("dir", DEFAULT_DIR)),
        section.integer("refreshS", DEFAULT_REFRESH_S, 1, 86_400),
        section.integer("titlesMax", DEFAULT_TITLES_MAX, 1, 1_000_000), ground.stage().clock());
    return new PlayMusic(folder, new SplittableRandom());
  }
}
