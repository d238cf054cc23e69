package io.xiaozhimesh.tts.freetts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnglishTextTest {

  @Test
  void accents_ofLetters_areTakenOff() {
    assertThat(EnglishText.clean("Café Ångström naïve")).isEqualTo("Cafe Angstrom naive");
  }

  @Test
  void typographicSigns_become_asciiLikes() {
    assertThat(EnglishText.clean("It\u2019s \u201cfine\u201d \u2014 really\u2026")).isEqualTo("It's fine , really...");
  }

  @Test
  void signs_withAName_becomeWords() {
    assertThat(EnglishText.clean("25°C & 50%")).isEqualTo("25 degrees C and 50 percent");
  }

  @Test
  void foreignScripts_and_emoji_areLeftOut() {
    assertThat(EnglishText.clean("Say 你好 now 😀!")).isEqualTo("Say now !");
    assertThat(EnglishText.clean("你好。")).isEmpty();
  }

  @Test
  void nothingToPronounce_text_becomesEmpty() {
    assertThat(EnglishText.clean(" ...?!-/ ")).isEmpty();
  }

  @Test
  void endlessWords_areCut() {
    assertThat(EnglishText.clean("x".repeat(300))).hasSize(40);
  }

  @Test
  void zerosOnly_areSpelled_butNotThoseOfTimes() {
    assertThat(EnglishText.clean("00")).isEqualTo("zero zero");
    assertThat(EnglishText.clean("At 10:00 or 1,000 or 100")).isEqualTo("At 10:00 or 1,000 or 100");
  }
}
