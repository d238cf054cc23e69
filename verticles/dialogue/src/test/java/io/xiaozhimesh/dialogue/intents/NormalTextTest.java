package io.xiaozhimesh.dialogue.intents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NormalTextTest {

  @Test
  void english_isEvenedOut() {
    assertThat(NormalText.of("  What’s the TIME?! ")).isEqualTo("what's the time");
    assertThat(NormalText.of("Volume:50%")).isEqualTo("volume fifty percent");
    assertThat(NormalText.of("ｈｅｌｌｏ　ｗｏｒｌｄ")).isEqualTo("hello world");
    assertThat(NormalText.of("'tis 'quoted'")).isEqualTo("tis quoted");
    assertThat(NormalText.of("in 2026")).isEqualTo("in 2026");
    assertThat(NormalText.of("😀!")).isEmpty();
  }

  @Test
  void chinese_losesBlanksAndMarks() {
    assertThat(NormalText.of("把 音量，调到 ５０％！")).isEqualTo("把音量调到百分之50");
    assertThat(NormalText.of("现在几点了？")).isEqualTo("现在几点了");
  }

  @Test
  void numbers_comeBackFromTheirWords() {
    IntStream.rangeClosed(0, 100).forEach(n -> {
      assertThat(EnglishNumbers.percent(EnglishNumbers.words(n))).hasValue(n);
      assertThat(ChineseNumbers.percent(ChineseNumbers.words(n))).hasValue(n);
      assertThat(ChineseNumbers.percent(String.valueOf(n))).hasValue(n);
    });
    assertThat(EnglishNumbers.percent("twenty-five")).hasValue(25);
    assertThat(EnglishNumbers.percent("a lot")).isEmpty();
    assertThat(ChineseNumbers.percent("很多")).isEmpty();
  }
}
