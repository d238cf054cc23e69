package io.xiaozhimesh.asr.sensevoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineContract;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.Transcript;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.OptionsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path through a real ONNX session with a small graph of the same interface. */
class SenseVoiceEngineTest extends AsrEngineContract {

  private static final EngineContext CONTEXT = new EngineContext(null, MeshClock.system(), Metrics.inMemory());

  @TempDir
  static Path folder;

  private AsrEngine engine;

  @BeforeAll
  void load() throws IOException {
    TinyModel.write(folder);
    engine = new SenseVoiceEngineProvider().create(section(folder), CONTEXT);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @Override
  protected AsrEngine engine() {
    return engine;
  }

  @Override
  protected short[] utterance() {
    return beeps(2);
  }

  @Override
  protected String words() {
    return "la la";
  }

  @Test
  void tagRows_becomeLanguageAndEmotion() {
    assertThat(recognise(utterance())).isEqualTo(new Transcript("la la", "zh", "happy", "sensevoice"));
  }

  @Test
  void eachBeep_isOneWord() {
    assertThat(recognise(beeps(5)).text()).isEqualTo("la la la la la");
  }

  @Test
  void rank_isHighOnlyWhenBothFilesAreThere(@TempDir Path other) throws IOException {
    SenseVoiceEngineProvider provider = new SenseVoiceEngineProvider();
    assertThat(provider.rank(section(other))).isZero();
    TinyModel.write(other);
    assertThat(provider.rank(section(other))).isPositive();
    Files.delete(other.resolve("tokens.txt"));
    assertThat(provider.rank(section(other))).isZero();
  }

  @Test
  void missingFile_isNamed(@TempDir Path other) {
    assertThatThrownBy(() -> new SenseVoiceEngineProvider().create(section(other), CONTEXT))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("model.int8.onnx");
  }

  @Test
  void brokenModel_isRefusedWithItsName(@TempDir Path other) throws IOException {
    TinyModel.write(other);
    Files.write(other.resolve("model.int8.onnx"), new byte[] {1, 2, 3});

    assertThatThrownBy(() -> new SenseVoiceEngineProvider().create(section(other), CONTEXT))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("model.int8.onnx");
  }

  private static OptionsReader section(Path folder) {
    return new OptionsReader("asr.sensevoice", new JsonObject()
        .put("model", folder.resolve("model.int8.onnx").toString())
        .put("tokens", folder.resolve("tokens.txt").toString())
        .put("utterancesMax", 8));
  }

  /** Tones of 300 ms, loud in the band that the small graph listens to, with as long a silence behind each. */
  private static short[] beeps(int count) {
    short[] pcm = new short[count * 9_600];
    for (int beep = 0; beep < count; beep++) {
      for (int i = 0; i < 4_800; i++) {
        pcm[beep * 9_600 + i] = (short) (12_000 * Math.sin(2 * Math.PI * 700 * i / 16_000));
      }
    }
    return pcm;
  }
}
