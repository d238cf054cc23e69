package io.xiaozhimesh.tts.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.RecordingSink;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With the program itself where it is installed; {@link EspeakProcessTest} needs none. */
class EspeakEngineTest extends TtsEngineContract {

  @Override
  protected TtsEngine open(EngineContext context) {
    Optional<TtsEngine> engine = new EspeakEngineProvider()
        .create(new OptionsReader("tts.espeak", new JsonObject()), context);
    assumeThat(engine).as("espeak-ng is installed").isPresent();
    return engine.orElseThrow();
  }

  @Override
  protected String language() {
    return "zh-CN";
  }

  @Override
  protected String text() {
    return "今天天气很好，温度二十五度，有一点风。";
  }

  @Test
  void englishWords_withinMandarin_areSpoken() {
    RecordingSink mixed = say("我喜欢iPhone手机");
    RecordingSink without = say("我喜欢手机");
    assertThat(mixed.awaitEnd()).isNull();
    assertThat(without.awaitEnd()).isNull();

    assertThat(mixed.durationMs()).isGreaterThan(without.durationMs() + 200);
  }

  @Test
  void otherLanguages_areSpoken() {
    RecordingSink german = new RecordingSink();
    assertThat(engine.supports("de-DE")).isTrue();
    engine.synthesise("Heute ist schönes Wetter.", "de-DE", "", german);

    assertThat(german.awaitEnd()).isNull();
    assertThat(german.durationMs()).isBetween(800, 4_000);
  }
}
