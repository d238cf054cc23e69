package io.xiaozhimesh.tts.espeak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EspeakTextTest {

  private static final String ZH = EspeakVoices.MANDARIN;

  @Test
  void mandarin_aloneOrWithDigits_isOneRun() {
    assertThat(EspeakText.runs("今天25度。", ZH)).containsExactly(new EspeakText.Run("今天25度。", ZH));
  }

  @Test
  void latinWords_withinMandarin_areForTheEnglishVoice() {
    assertThat(EspeakText.runs("我喜欢iPhone 手机，用Spring Boot写。", ZH)).containsExactly(
        new EspeakText.Run("我喜欢", ZH), new EspeakText.Run("iPhone", "en-us"), new EspeakText.Run("手机，用", ZH),
        new EspeakText.Run("Spring Boot", "en-us"), new EspeakText.Run("写。", ZH));
  }

  @Test
  void otherVoices_keepTheirTextWhole() {
    assertThat(EspeakText.runs("Ich mag mein iPhone.", "de"))
        .containsExactly(new EspeakText.Run("Ich mag mein iPhone.", "de"));
  }

  @Test
  void phonemeScript_controlCharactersAndEmoji_areTakenOut() {
    assertThat(EspeakText.runs("[[h@loU]]\u0000 a\ud800b 😀 25°", "en-us"))
        .containsExactly(new EspeakText.Run("h@loU    a b   25°", "en-us"));
  }

  @Test
  void nothingToPronounce_hasNoRuns() {
    assertThat(EspeakText.runs("。！？…", ZH)).isEmpty();
    assertThat(EspeakText.runs("", "en-us")).isEmpty();
  }
}
