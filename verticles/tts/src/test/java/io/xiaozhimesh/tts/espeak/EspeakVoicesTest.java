package io.xiaozhimesh.tts.espeak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EspeakVoicesTest {

  private static final EspeakVoices VOICES = EspeakVoices.parse(List.of(
      "Pty Language       Age/Gender VoiceName          File                 Other Languages",
      " 5  cmn             --/M      Chinese_(Mandarin)  sit/cmn   (zh-cmn 5)(zh 5)",
      " 5  cmn-latn-pinyin --/M      Chinese_(pinyin)    sit/cmn-Latn-pinyin  (zh-cmn 5)(zh 5)",
      " 5  yue             --/M      Chinese_(Cantonese) sit/yue",
      " 5  ja              --/M      Japanese            jpx/ja",
      " 5  de              --/M      German              gmw/de",
      " 2  en-gb           --/M      English_(GB)        gmw/en",
      " 2  en-us           --/M      English_(America)   gmw/en-US",
      " 5  fr-be           --/M      French_(Belgium)    roa/fr-BE",
      " 5  fr-fr           --/M      French_(France)     roa/fr",
      " 2  es              --/M      Spanish             roa/es"));

  @ParameterizedTest
  @CsvSource({
      "zh-CN, '', cmn-latn-pinyin", "zh, '', cmn-latn-pinyin", "cmn, '', cmn-latn-pinyin", "zh-HK, '', yue",
      "yue, '', yue", "zh-CN, cmn, cmn-latn-pinyin", "en, '', en-us", "en-GB, '', en-gb", "en-AU, '', en-us",
      "en-US, en-gb, en-gb", "en-US, alloy, en-us", "en-US, de, en-us", "de-DE, '', de", "fr, '', fr-fr",
      "fr-BE, '', fr-be", "fr_CA, '', fr-fr", "es-MX, '', es"})
  void language_hasItsVoice(String language, String asked, String expected) {
    assertThat(VOICES.choose(language, asked)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"ja", "ja-JP", "tlh", "''"})
  void languageWithoutAReadableVoice_hasNone(String language) {
    assertThat(VOICES.choose(language, "")).isEmpty();
  }

  @Test
  void brokenMandarinVoice_isNotOffered() {
    assertThat(VOICES.names()).contains("cmn-latn-pinyin", "en-us").doesNotContain("cmn", "ja", "Language");
  }
}
