package io.xiaozhimesh.tts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenLanguageTest {

  @ParameterizedTest
  @CsvSource({
      "Hello there, en-GB, en-GB",
      "Hello there, '', en-US",
      "今天天气很好, zh-CN, zh-CN",
      "今天天气很好, '', zh-CN",
      "今天天气很好, en-US, zh-CN",
      "OK let's go, zh-CN, en-US",
      "我喜欢iPhone, zh-TW, zh-TW",
      "25, zh-CN, zh-CN",
      "25, '', en-US",
      "東京です, ja-JP, ja-JP",
      "東京です, '', ja-JP",
      "漢字, ja, ja",
      "Guten Tag, de-DE, de-DE",
      "Привет, ru, ru",
      "你好, yue, yue",
  })
  void language_ofAText_followsTagAndScript(String text, String tag, String expected) {
    assertThat(SpokenLanguage.of(text, tag)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"zh-Hans-CN, zh", "EN_us, en", "'', ''", "yue, yue"})
  void primary_ofATag_isItsLanguage(String tag, String expected) {
    assertThat(SpokenLanguage.primary(tag)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"a, true", "5, true", "好, true", "'…?!。 ', false", "'', false", "😀, false"})
  void pronounceable_needsALetterOrADigit(String text, boolean expected) {
    assertThat(SpokenLanguage.pronounceable(text)).isEqualTo(expected);
  }
}
