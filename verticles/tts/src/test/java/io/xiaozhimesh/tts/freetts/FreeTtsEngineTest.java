package io.xiaozhimesh.tts.freetts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.RecordingSink;
import io.xiaozhimesh.tts.TtsEngine;
import io.xiaozhimesh.tts.TtsEngineContract;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FreeTtsEngineTest extends TtsEngineContract {

  @Override
  protected TtsEngine open(EngineContext context) {
    TtsEngine engine = new FreeTtsEngineProvider()
        .create(new OptionsReader("tts.freetts", new JsonObject()), context).orElseThrow();
    engine.warmUp();
    return engine;
  }

  @Test
  void english_only_isSupported() {
    assertThat(engine.supports("en")).isTrue();
    assertThat(engine.supports("en-GB")).isTrue();
    assertThat(engine.supports("zh-CN")).isFalse();
    assertThat(engine.supports("enm")).isFalse();
  }

  @Test
  void sentence_spoken_isLoudEnoughAndNotClipped() {
    RecordingSink sink = say(text());
    assertThat(sink.awaitEnd()).isNull();

    short[] pcm = sink.all();
    int peak = 0;
    for (short s : pcm) {
      peak = Math.max(peak, Math.abs(s));
    }
    assertThat(RecordingSink.rms(pcm)).isBetween(1_500.0, 6_000.0);
    assertThat(peak).isBetween(8_000, 32_000);
    assertThat(sink.rateHz()).isEqualTo(16_000);
  }

  /** Bytes in the wrong order sound like noise: neighbouring samples of speech are alike, those of noise are not. */
  @Test
  void samples_ofSpeech_areInTheRightByteOrder() {
    RecordingSink sink = say(text());
    assertThat(sink.awaitEnd()).isNull();
    short[] pcm = sink.all();
    double same = 0;
    double difference = 0;
    for (int i = 1; i < pcm.length; i++) {
      same += Math.abs(pcm[i]);
      difference += Math.abs(pcm[i] - pcm[i - 1]);
    }
    assertThat(difference).isLessThan(same);
  }

  @Test
  void sameSentence_spokenTwiceAtOnce_isTheSameSound() {
    RecordingSink first = say(text());
    RecordingSink second = say(text());
    assertThat(first.awaitEnd()).isNull();
    assertThat(second.awaitEnd()).isNull();

    assertThat(Math.abs(first.all().length - second.all().length)).isLessThan(1_600);
    assertThat(Arrays.stream(new int[] {first.durationMs(), second.durationMs()}).min().orElse(0)).isGreaterThan(2_000);
  }
}
