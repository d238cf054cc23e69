package io.xiaozhimesh.asr.sensevoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.asr.Transcript;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

  @Test
  void repeatedTokens_collapse_unlessABlankStandsBetween() {
    float[] logits = rows(4, 1, 1, 0, 1, 2, 2, 3, 0);

    assertThat(CtcPath.decode(FloatBuffer.wrap(logits), 8, 4, 0)).containsExactly(1, 1, 2, 3);
  }

  @Test
  void otherBlank_isLeftOut() {
    assertThat(CtcPath.decode(FloatBuffer.wrap(rows(3, 2, 0, 2, 0)), 4, 3, 2)).containsExactly(0, 0);
  }

  @Test
  void tags_becomeLanguageAndEmotion_andTheRestIsText() {
    Transcript transcript = TaggedText.read(
        List.of("<|en|>", "<|HAPPY|>", "<|Speech|>", "<|withitn|>", "▁Hello", "▁wor", "ld", "."));

    assertThat(transcript).isEqualTo(new Transcript("Hello world.", "en", "happy", "sensevoice"));
  }

  @Test
  void mandarin_isJoinedWithoutBlanks() {
    assertThat(TaggedText.read(List.of("<|zh|>", "<|NEUTRAL|>", "开", "放", "时", "间")))
        .isEqualTo(new Transcript("开放时间", "zh", "neutral", "sensevoice"));
  }

  @Test
  void noSpeech_isEmptyWhateverFollows() {
    assertThat(TaggedText.read(List.of("<|nospeech|>", "<|EMO_UNKNOWN|>", "<|BGM|>", "▁the")))
        .isEqualTo(Transcript.nothing("sensevoice"));
  }

  @Test
  void tagsOnly_isEmpty() {
    assertThat(TaggedText.read(List.of("<|zh|>", "<|SAD|>", "▁"))).isEqualTo(Transcript.nothing("sensevoice"));
  }

  @ParameterizedTest
  @CsvSource({
      "NEUTRAL, Speech, neutral", "SAD, Speech, sad", "ANGRY, Speech, angry", "SURPRISED, Speech, surprised",
      "FEARFUL, Speech, shocked", "DISGUSTED, Speech, confused", "EMO_UNKNOWN, Speech, ''",
      "NEUTRAL, Laughter, laughing", "EMO_UNKNOWN, Cry, crying", "ANGRY, Laughter, angry"})
  void emotionAndEvent_becomeAWordOfTheDeviceProtocol(String emotion, String event, String expected) {
    assertThat(TaggedText.read(List.of("<|zh|>", "<|" + emotion + "|>", "<|" + event + "|>", "好")).emotion())
        .isEqualTo(expected);
  }

  @Test
  void tokenLines_areReadByNumber() {
    Tokens tokens = Tokens.of(List.of("<blank> 0", "a b 3", "7", "好 1"));

    assertThat(tokens.size()).isEqualTo(8);
    assertThat(tokens.piece(3)).isEqualTo("a b");
    assertThat(tokens.piece(1)).isEqualTo("好");
    assertThat(tokens.piece(7)).isEqualTo("▁");
    assertThat(tokens.piece(2)).isEmpty();
    assertThat(tokens.piece(99)).isEmpty();
  }

  @Test
  void tokenLine_withoutNumber_isRefused() {
    assertThatThrownBy(() -> Tokens.of(List.of("hello world")))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("without a number");
  }

  private static float[] rows(int vocabulary, int... best) {
    float[] logits = new float[best.length * vocabulary];
    for (int row = 0; row < best.length; row++) {
      logits[row * vocabulary + best[row]] = 1;
    }
    return logits;
  }
}
