package io.xiaozhimesh.plugins.music;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.AudioCue;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Plays a piece of music out of the folder of sounds: the one that is wanted, or any. */
final class PlayMusic implements BuiltinTool {

  /** Its name for models and in the configuration. */
  static final String NAME = "play_music";

  private static final String SCHEMA = """
      {"type":"object","properties":{"title":{"type":"string",\
      "description":"Title, composer or album as the user calls it; leave it out for any music"}}}""";

  private static final int EXAMPLES = 5;
  private static final int DEVICES_REMEMBERED_MAX = 1_000;

  private final MusicFolder folder;
  private final RandomGenerator random;
  private final Map<String, String> lastOf = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
      return size() > DEVICES_REMEMBERED_MAX;
    }
  };

  PlayMusic(MusicFolder folder, RandomGenerator random) {
    this.folder = folder;
    this.random = random;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "Plays music from the user's own collection. The music begins after your answer and ends when "
        + "the user interrupts it.", SCHEMA, ToolEffect.IDEMPOTENT, "builtin");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    String wanted = arguments.getString("title", "").strip();
    return folder.index().map(index -> {
      Optional<Track> found = wanted.isEmpty()
          ? index.any(lastOf.getOrDefault(caller.deviceId(), ""), random)
          : index.find(wanted, random);
      found.ifPresent(track -> lastOf.put(caller.deviceId(), track.reference()));
      return found.map(track -> playing(track, caller)).orElseGet(() -> nothing(index));
    });
  }

  private static ToolResult playing(Track track, ToolCaller caller) {
    boolean chinese = caller.language().isEmpty() ? isChinese(track) : caller.chinese();
    String before = chinese ? "为你播放《" + track.title() + "》。" : "Playing " + track.title() + ".";
    return new ToolResult(ToolResultKind.PLAY, new AudioCue(track.reference(), track.title(), before).text(), false);
  }

  private static boolean isChinese(Track track) {
    return track.title().codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
  }

  private static ToolResult nothing(MusicIndex index) {
    return new ToolResult(ToolResultKind.THINK, index.size() == 0
        ? "There is no music in the collection."
        : "No music in the collection is called that. There is " + String.join(", ", index.titles(EXAMPLES)) + '.', true);
  }
}
