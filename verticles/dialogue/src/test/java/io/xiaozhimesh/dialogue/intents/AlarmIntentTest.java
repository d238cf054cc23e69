package io.xiaozhimesh.dialogue.intents;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmIntentTest {

  /** A Tuesday, five past three in the afternoon. */
  private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 2, 17, 15, 5, 0, 0, ZoneId.of("Asia/Shanghai"));

  private final AlarmIntent intent = new AlarmIntent();
  private final Surroundings around = new Surroundings(NOW, new SplittableRandom(3), "", "Mia", "", List.of());

  private Optional<Outcome> match(String text) {
    return intent.match(Utterance.of(text, "en-US", false, around));
  }

  private Outcome.UseTool use(String text) {
    return (Outcome.UseTool) match(text).orElseThrow(() -> new AssertionError("not understood: " + text));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"set a timer for five minutes|300", "Set a timer for 5 minutes.|300",
      "timer for ten seconds|10", "please set a timer for one hour and thirty minutes|5400", "start a two minute timer|120",
      "set a timer for half an hour|1800", "set a timer for an hour and a half|5400", "remind me in 20 minutes|1200",
      "设一个五分钟的定时器|300", "五分钟后提醒我|300", "倒计时三十秒|30", "一个半小时后叫我|5400", "半小时后提醒我一下|1800",
      "定一个1小时20分钟的闹钟|4800"})
  void span_setsATimer(String text, int seconds) {
    assertThat(use(text).tool()).isEqualTo("set_timer");
    assertThat(use(text).argumentsJson()).isEqualTo("{\"seconds\":" + seconds + "}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"wake me at seven thirty|2026-02-18T07:30:00+08:00",
      "wake me up at 7:30|2026-02-18T07:30:00+08:00", "set an alarm for seven thirty|2026-02-17T19:30:00+08:00",
      "set an alarm for 6 a.m.|2026-02-18T06:00:00+08:00", "set an alarm for four p m|2026-02-17T16:00:00+08:00",
      "set an alarm for 19:45|2026-02-17T19:45:00+08:00", "wake me at half past six|2026-02-18T06:30:00+08:00",
      "wake me at seven tomorrow morning|2026-02-18T07:00:00+08:00", "set an alarm for noon|2026-02-18T12:00:00+08:00",
      "set an alarm for eight in the evening|2026-02-17T20:00:00+08:00", "set an alarm for three oh two|2026-02-18T03:02:00+08:00",
      "七点半叫我起床|2026-02-18T07:30:00+08:00", "明天早上六点一刻叫我|2026-02-18T06:15:00+08:00",
      "设一个晚上八点的闹钟|2026-02-17T20:00:00+08:00", "闹钟设在明天7点20分|2026-02-18T07:20:00+08:00"})
  void timeOfDay_setsAnAlarm(String text, String at) {
    assertThat(use(text).tool()).isEqualTo("set_alarm");
    assertThat(use(text).argumentsJson()).isEqualTo("{\"time\":\"" + at + "\"}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"cancel the timer|cancel_alarm", "取消闹钟|cancel_alarm", "list my alarms|list_alarms",
      "我有哪些闹钟|list_alarms"})
  void listAndCancel_callTheirTools(String text, String tool) {
    assertThat(use(text).tool()).isEqualTo(tool);
  }

  @ParameterizedTest
  @ValueSource(strings = {"set a timer for bananas", "wake me when it rains", "what time is it", "timer", "set an alarm for 25:00",
      "set an alarm for thirty three", "设一个香蕉的定时器", "三点了"})
  void somethingElse_isNotTaken(String text) {
    assertThat(match(text)).isEmpty();
  }

  @Test
  void everyDeclaredPhrase_isUnderstood() {
    assertThat(intent.phrases()).hasSizeGreaterThan(70)
        .allSatisfy((Phrase phrase) -> assertThat(match(phrase.text())).as(phrase.text()).isPresent());
  }

  @Test
  void failedTool_isSaidInTheLanguageOfThePerson() {
    assertThat(use("set a timer for five minutes").then().apply(new Outcome.ToolReply("没有", true)))
        .isEqualTo(Outcome.Say.of("Sorry, I cannot do that here.", "sad"));
  }
}
