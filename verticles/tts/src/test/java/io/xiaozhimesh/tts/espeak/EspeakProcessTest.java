package io.xiaozhimesh.tts.espeak;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.RecordingSink;
import io.xiaozhimesh.tts.Synthesis;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.internal.BoundedWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With programs that behave as espeak-ng does, well or badly. */
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
class EspeakProcessTest {

  private static final String VOICES = """
      if [ "$1" = --voices ]; then echo ' 2  en-us  --/M  English  gmw/en-US'; exit 0; fi
      if [ "$1" = --version ]; then echo 'a stand-in 1.0'; exit 0; fi
      """;

  private final BoundedWorkers workers = new BoundedWorkers("espeak-test", 2, 10);

  @TempDir
  Path dir;

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  private Optional<TtsEngine> engine(String script) throws IOException {
    Path program = dir.resolve("program");
    Files.writeString(program, "#!/bin/sh\n" + VOICES + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    JsonObject section = new JsonObject().put("program", program.toString()).put("deadlineMs", 700);
    return new EspeakEngineProvider().create(new OptionsReader("tts.espeak", section),
        new EngineContext(null, workers, MeshClock.system(), Metrics.inMemory()));
  }

  private RecordingSink say(TtsEngine engine, String text) {
    RecordingSink sink = new RecordingSink();
    engine.synthesise(text, "en-US", "", sink);
    return sink;
  }

  private Path sound() throws IOException {
    short[] pcm = new short[22_050];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (i % 200 * 50);
    }
    Path file = dir.resolve("sound.wav");
    new Wav(22_050, pcm).write(file);
    return file;
  }

  @Test
  void program_absent_isNotOffered() {
    JsonObject section = new JsonObject().put("program", dir.resolve("nothing").toString());

    assertThat(new EspeakEngineProvider().create(new OptionsReader("tts.espeak", section),
        new EngineContext(null, workers, MeshClock.system(), Metrics.inMemory()))).isEmpty();
  }

  @Test
  void text_goesToStandardInput_neverToTheCommandLine() throws Exception {
    TtsEngine engine = engine("echo \"$@\" > '" + dir + "/arguments'; cat > '" + dir + "/text'; cat '" + sound() + "'")
        .orElseThrow();
    RecordingSink sink = say(engine, "-w /tmp/x; $(touch y) 'quoted'");

    assertThat(sink.awaitEnd()).isNull();
    assertThat(sink.durationMs()).isEqualTo(1_000);
    assertThat(sink.rateHz()).isEqualTo(22_050);
    assertThat(Files.readString(dir.resolve("text"))).isEqualTo("-w /tmp/x; $(touch y) 'quoted'\n");
    assertThat(Files.readString(dir.resolve("arguments"))).isEqualTo("--stdin --stdout -b 1 -v en-us -s 165\n");
  }

  @Test
  void programThatFails_failsTheSentence() throws Exception {
    MeshException failure = say(engine("cat >/dev/null; exit 3").orElseThrow(), "hello").awaitEnd();

    assertThat(failure.error()).isEqualTo(MeshError.PROVIDER_FAILED);
    assertThat(failure).hasMessageContaining("3");
  }

  @Test
  void programThatPrintsNoSound_failsTheSentence() throws Exception {
    MeshException failure =
        say(engine("cat >/dev/null; echo 'this is not a sound, sorry'").orElseThrow(), "hello").awaitEnd();

    assertThat(failure.error()).isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void programThatHangs_isKilledAtTheDeadline() throws Exception {
    MeshException failure = say(engine("exec sleep 600").orElseThrow(), "hello").awaitEnd();

    assertThat(failure.error()).isEqualTo(MeshError.TIMEOUT);
  }

  @Test
  void programThatHangs_isKilledByCancel_andItsThreadIsFree() throws Exception {
    TtsEngine engine = engine("cat >/dev/null; cat '" + sound() + "'; exec sleep 600").orElseThrow();
    RecordingSink sink = new RecordingSink();
    Synthesis synthesis = engine.synthesise("hello", "en-US", "", sink);
    assertThat(sink.awaitSound()).isTrue();
    synthesis.cancel();

    RecordingSink next = say(engine, "");
    assertThat(next.awaitEnd()).isNull();
    assertThat(sink.hasEnded()).isFalse();
  }
}
