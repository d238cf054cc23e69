package io.xiaozhimesh.dialogue.intents;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.dialogue.internal.Scripts;
import io.xiaozhimesh.dialogue.internal.Sentence;
import io.xiaozhimesh.dialogue.internal.SentenceSplitter;
import io.xiaozhimesh.protocol.bus.Phrase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentsTest {

  private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 2, 17, 15, 5, 0, 0, ZoneId.of("Asia/Shanghai"));

  private static final Set<String> EMOTIONS = Set.of("neutral", "happy", "laughing", "funny", "sad", "angry", "crying",
      "loving", "embarrassed", "surprised", "shocked", "thinking", "winking", "cool", "relaxed", "delicious", "kissy",
      "confident", "sleepy", "silly", "confused");

  private final Intents intents = Intents.all();
  private final Surroundings around = new Surroundings(NOW, new SplittableRandom(3), "The last one.", "Mia", "", List.of());

  private Optional<Intents.Match> match(String text, boolean tolerant) {
    return intents.match(Utterance.of(text, "en-US", tolerant, around));
  }

  private String said(String text) {
    return ((Outcome.Say) match(text, true).orElseThrow().outcome()).text();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "What TIME is it?!|time", "Could you tell me the time please|time", "现在 几点 了？|time", "请问现在几点了呢|time",
      "what's the date|date", "今天几号|date", "What day is it today?|weekday", "明天星期几|weekday",
      "What’s the lunar date|lunar", "今天农历几号|lunar", "set the volume to fifty|set_volume",
      "Set volume to 50%|set_volume", "volume 50|set_volume", "音量调到五十|set_volume", "把音量调到50%|set_volume",
      "声音调到最大|set_volume", "please turn the volume up to eighty percent|set_volume",
      "set brightness to maximum|set_brightness", "屏幕亮度调到百分之三十|set_brightness", "turn it up|step_volume",
      "大声一点|step_volume", "mute|step_volume", "turn down the brightness|step_brightness", "太暗了，调亮一点|step_brightness",
      "what's the volume|query_volume", "现在音量多少|query_volume", "how bright is the screen|query_brightness",
      "tell me a joke|joke", "给我讲个笑话|joke", "Tell me a story, please.|story", "讲个睡前故事吧|story",
      "play some music|music", "Play music, please.|music", "放首歌吧|music", "stop the music|music", "别放了|music",
      "hello world|small_talk", "Who are you?|small_talk", "你叫什么名字|small_talk", "ＨＥＬＬＯ|small_talk",
      "what's the weather like|weather", "明天会下雨吗|weather", "what can you do|help", "你会什么|help",
      "say that again|repeat", "再说一遍|repeat", "goodbye|exit", "再见！|exit", "退出|exit"})
  void manyWaysToSayIt_areUnderstood(String text, String intent) {
    assertThat(match(text, true).map(Intents.Match::intent)).contains(intent);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "tell me about the history of time zones", "what is the volume of a sphere with radius two",
      "do not exit the building", "i read a story about a fox yesterday", "set the volume to eleventy",
      "音量是物理学里的什么概念", "''", "...", "今天几号楼开会"})
  void somethingElse_isLeftToTheModel(String text) {
    assertThat(match(text, false)).isEmpty();
  }

  @Test
  void withAModelBehind_weatherAndHelpYield() {
    assertThat(match("what's the weather like", false)).isEmpty();
    assertThat(match("what can you do", false)).isEmpty();
    assertThat(match("what time is it", false)).isPresent();
  }

  @Test
  void answers_sayWhatIsTrue() {
    assertThat(said("what time is it")).isEqualTo("It's 3:05 PM.");
    assertThat(said("几点了")).isEqualTo("现在是下午3点5分。");
    assertThat(said("what's the date")).isEqualTo("Today is Tuesday, February 17, 2026.");
    assertThat(said("今天几号")).isEqualTo("今天是2026年2月17日，星期二。");
    assertThat(said("what day is tomorrow")).isEqualTo("Tomorrow is Wednesday.");
    assertThat(said("今天星期几")).isEqualTo("今天是星期二。");
    assertThat(said("who are you")).contains("Mia");
    assertThat(said("what did you say")).isEqualTo("The last one.");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "what's the weather like | {} | There is no tool with the name get_weather. | no weather service",
      "天气怎么样 | {} | The tool could not be run: UNAVAILABLE | 查不到天气",
      "明天天气怎么样 | {\"day\":\"tomorrow\"} | 现在连不上天气服务。 | 现在连不上天气服务。"})
  void weather_asksItsToolAndSaysWhenThereIsNone(String said, String arguments, String reply, String answer) {
    Outcome.UseTool use = (Outcome.UseTool) match(said, true).orElseThrow().outcome();

    assertThat(use.tool()).isEqualTo("get_weather");
    assertThat(use.argumentsJson()).isEqualTo(arguments);
    assertThat(((Outcome.Say) use.then().apply(new Outcome.ToolReply(reply, true))).text()).contains(answer);
    assertThat(use.then().apply(new Outcome.ToolReply("It rains.", false))).isEqualTo(Outcome.Say.of("It rains.", "neutral"));
  }

  @Test
  void lunarDate_isTheChineseNewYearOf2026() {
    assertThat(said("农历日期")).startsWith("今天是农历丙午马年，正月初一。").contains("春节");
    assertThat(said("lunar date")).isEqualTo(
        "In the Chinese calendar today is day 1 of month 1, in the year of the Horse.");
  }

  @Test
  void lunarDateInALeapMonth_saysSo() {
    ZonedDateTime leap = ZonedDateTime.of(2025, 7, 25, 8, 0, 0, 0, ZoneId.of("Asia/Shanghai"));
    Surroundings then = new Surroundings(leap, new SplittableRandom(3), "", "Mia", "", List.of());

    assertThat(intents.match(Utterance.of("lunar date", "en-US", false, then)).orElseThrow().outcome())
        .isEqualTo(Outcome.Say.of(
            "In the Chinese calendar today is day 1 of leap month 6, in the year of the Snake.", "neutral"));
    assertThat(((Outcome.Say) intents.match(Utterance.of("农历几号", "en-US", false, then)).orElseThrow().outcome())
        .text()).startsWith("今天是农历乙巳蛇年，闰六月初一。");
  }

  @Test
  void setVolume_callsTheToolAndConfirms() {
    Outcome.UseTool use = (Outcome.UseTool) match("set the volume to thirty", true).orElseThrow().outcome();

    assertThat(use.tool()).isEqualTo("self_audio_speaker_set_volume");
    assertThat(use.argumentsJson()).isEqualTo("{\"volume\":30}");
    assertThat(use.then().apply(new Outcome.ToolReply("true", false)))
        .isEqualTo(Outcome.Say.of("The volume is now 30 percent.", "happy"));
    assertThat(use.then().apply(new Outcome.ToolReply("no", true)))
        .isEqualTo(Outcome.Say.of("I can't reach the volume of this device.", "sad"));
  }

  @Test
  void brightnessLowered_staysAboveZero() {
    Outcome.UseTool status = (Outcome.UseTool) match("屏幕暗一点", true).orElseThrow().outcome();

    assertThat(status.tool()).isEqualTo("self_get_device_status");
    Outcome.UseTool set = (Outcome.UseTool) status.then()
        .apply(new Outcome.ToolReply("{\"screen\":{\"brightness\":5}}", false));
    assertThat(set.argumentsJson()).isEqualTo("{\"brightness\":0}");
    assertThat(status.then().apply(new Outcome.ToolReply("rubbish", false))).isInstanceOf(Outcome.Say.class);
    assertThat(status.then().apply(new Outcome.ToolReply("{}", false))).isInstanceOf(Outcome.Say.class);
  }

  @Test
  void tales_differFromTimeToTime() {
    Set<String> told = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      told.add(said("tell me a joke"));
    }
    assertThat(told).hasSize(Tales.JOKES_ENGLISH.size());
  }

  @Test
  void anotherJoke_isNeverTheLastOne() {
    Surroundings after = new Surroundings(NOW, new SplittableRandom(3), Tales.JOKES_ENGLISH.get(2), "Mia", "", List.of());
    for (int i = 0; i < 100; i++) {
      Outcome.Say say = (Outcome.Say) intents.match(
          Utterance.of("another joke", "en-US", true, after)).orElseThrow().outcome();
      assertThat(say.text()).isNotEqualTo(Tales.JOKES_ENGLISH.get(2));
    }
  }

  @Test
  void everyDeclaredPhrase_isUnderstoodAsItIs() {
    List<Phrase> phrases = intents.phrases();

    assertThat(phrases).allMatch(p -> match(p.text(), true).isPresent());
    assertThat(phrases).filteredOn(p -> p.language().equals("en-US")).hasSizeBetween(150, 340)
        .extracting(Phrase::text).contains("what's the weather like", "hello world")
        .allMatch(t -> t.matches("[a-z' ]+"));
    assertThat(phrases).filteredOn(p -> p.language().equals("zh-CN")).hasSizeGreaterThan(100);
  }

  @Test
  void everyDeclaredPhrase_leadsToSpeakableSentencesOfItsLanguage() {
    for (Phrase phrase : intents.phrases()) {
      if (match(phrase.text(), true).orElseThrow().outcome() instanceof Outcome.Say say) {
        SentenceSplitter splitter = new SentenceSplitter(200, Integer.MAX_VALUE);
        List<Sentence> sentences = new ArrayList<>(splitter.accept(say.text()));
        sentences.addAll(splitter.finish());
        assertThat(sentences).as(phrase.text()).hasSizeBetween(1, 10);
        boolean repeated = say.text().equals(around.lastAnswer());
        assertThat(Scripts.hasHan(say.text()) || repeated).isEqualTo(phrase.language().equals("zh-CN") || repeated);
        assertThat(EMOTIONS).contains(say.emotion());
      }
    }
  }

  @Test
  void stories_haveSixToTenSentences() {
    assertThat(Tales.STORIES_ENGLISH).allMatch(s -> s.split("[.!?] ").length >= 6 && s.split("[.!?] ").length <= 10);
    assertThat(Tales.STORIES_MANDARIN).allMatch(s -> s.split("[。！？]").length >= 6 && s.split("[。！？]").length <= 10);
  }

  @Test
  void englishPhrases_holdOnlyWordsOfThePronouncingDictionary() throws IOException {
    Set<String> known = dictionary();
    Set<String> unknown = new TreeSet<>();
    for (Phrase phrase : intents.phrases()) {
      if (phrase.language().equals("en-US")) {
        List.of(phrase.text().split(" ")).stream().filter(w -> !known.contains(w)).forEach(unknown::add);
      }
    }
    assertThat(unknown).isEmpty();
  }

  private static Set<String> dictionary() throws IOException {
    Set<String> words = new HashSet<>();
    try (BufferedReader in = new BufferedReader(new InputStreamReader(IntentsTest.class.getResourceAsStream(
        "/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict"), StandardCharsets.UTF_8))) {
      in.lines().forEach(line -> words.add(line.split("\\s", 2)[0]));
    }
    assertThat(words).hasSizeGreaterThan(100_000);
    return words;
  }
}
