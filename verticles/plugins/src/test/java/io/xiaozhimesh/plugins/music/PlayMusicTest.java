package io.xiaozhimesh.plugins.music;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.builtin.Grounds;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.AudioCue;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.OptionsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayMusicTest {

  private static final ToolCaller CALLER = new ToolCaller(new TurnRef("s", 1, 1), "d", "", 1_000, "");

  @TempDir
  Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong nowMs = new AtomicLong();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void title_isPlayedByItsReference() throws Exception {
    Files.createDirectories(folder.resolve("a"));
    Files.createFile(folder.resolve("a/01 Moon River.mp3"));
    Files.createFile(folder.resolve("notes.txt"));
    ToolResult result = call(tool(), new JsonObject().put("title", "moon river"));

    assertThat(result.kind()).isEqualTo(ToolResultKind.PLAY);
    assertThat(AudioCue.parse(result.text()))
        .isEqualTo(new AudioCue("a/01 Moon River.mp3", "Moon River", "Playing Moon River."));
    assertThat(call(tool(), new JsonObject()).kind()).isEqualTo(ToolResultKind.PLAY);
  }

  @Test
  void emptyFolder_andUnknownTitle_sayWhatThereIs() throws Exception {
    assertThat(call(tool(), new JsonObject()).text()).isEqualTo("There is no music in the collection.");
    Files.createFile(folder.resolve("晴天.ogg"));
    ToolResult unknown = call(tool(), new JsonObject().put("title", "Yesterday"));

    assertThat(unknown.failed()).isTrue();
    assertThat(unknown.text()).contains("晴天");
  }

  @Test
  void newFile_isFoundOnceTheIndexIsOld() throws Exception {
    Files.createFile(folder.resolve("one.wav"));
    BuiltinTool tool = tool();
    call(tool, new JsonObject());
    Files.createFile(folder.resolve("two.wav"));
    assertThat(call(tool, new JsonObject().put("title", "two")).failed()).isTrue();

    nowMs.addAndGet(60_000);
    ToolResult later = call(tool, new JsonObject().put("title", "two"));
    while (later.failed()) {
      later = call(tool, new JsonObject().put("title", "two"));
    }

    assertThat(AudioCue.parse(later.text()).reference()).isEqualTo("two.wav");
  }

  private BuiltinTool tool() {
    JsonObject section = new JsonObject().put("dir", folder.toString()).put("refreshS", 60);
    return new PlayMusicProvider().create(new OptionsReader("test", section), Grounds.at(nowMs));
  }

  private ToolResult call(BuiltinTool tool, JsonObject arguments) throws Exception {
    Promise<ToolResult> result = Promise.promise();
    vertx.runOnContext(v -> tool.call(arguments, CALLER).onComplete(result));
    return await(result.future());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
