package io.xiaozhimesh.dialogue.intents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.xiaozhimesh.dialogue.internal.Scripts;
import io.xiaozhimesh.protocol.bus.Phrase;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sets, tells and cancels alarms and timers: "set a timer for five minutes", "wake me at seven thirty", 七点半叫我起床. A time
 * without its half of the day is the next one that is so, and for waking the next morning's.
 */
final class AlarmIntent implements Intent {

  private static final List<Pattern> TIMERS = patterns(
      "(?:(?:set|start|make) )?(?:a |the )?timer (?:for |of )?(?<span>.+)",
      "(?:(?:set|start|make) )?(?:a |an )?(?<span>.+) timer",
      "(?:remind|wake|call|tell) me (?:again )?in (?<span>.+)",
      "(?:设|设置|定|设定|开|来)(?:一个|个)?(?<span>.+?)(?:的)?(?:定时器|计时器|倒计时|闹钟)",
      "(?:倒计时|计时)(?<span>.+)",
      "(?<span>.+?)(?:之后|以后|后)(?:提醒|叫|叫醒|通知)我?(?:一下)?");
  private static final List<Pattern> ALARMS = patterns(
      "(?:(?:set|make) )?(?:an |the |my )?alarm (?:for |at )?(?<clock>.+)",
      "(?<wake>wake) me (?:up )?(?:at )?(?<clock>.+)",
      "(?:设|设置|定|设定)(?:一个|个)?(?<day>明天|今天)?(?<clock>.+?点.*?)(?:的)?(?:闹钟|闹铃)",
      "(?:闹钟|闹铃)(?:设|定|调)(?:在|到)(?<day>明天|今天)?(?<clock>.+)",
      "(?<day>明天|今天)?(?<clock>.+?点.*?)(?<wake>叫|叫醒|喊)我(?:起床)?");
  private static final Pattern ENGLISH_DAY = Pattern.compile("^(?:(tomorrow)(?: morning)? (?:at )?)?(.+?)(?: (tomorrow)(?: morning)?)?$");

  private final Phrasebook list = new Phrasebook(
      List.of("what alarms do i have", "list my alarms", "what alarms are set", "when is my alarm", "which timers are running"),
      List.of("我有哪些闹钟", "有哪些闹钟", "现在有什么闹钟", "查看闹钟", "我设了什么闹钟"),
      List.of());
  private final Phrasebook cancelTimer = new Phrasebook(
      List.of("cancel the timer", "stop the timer", "cancel my timer", "cancel all timers"),
      List.of("取消定时器", "取消倒计时", "取消计时", "关闭定时器"), List.of());
  private final Phrasebook cancelAlarm = new Phrasebook(
      List.of("cancel the alarm", "cancel my alarm", "cancel all alarms", "cancel my alarms", "delete my alarms"),
      List.of("取消闹钟", "取消所有闹钟", "删除闹钟", "关闭闹钟"), List.of());
  private final List<Phrase> phrases = declared();

  private List<Phrase> declared() {
    List<Phrase> all = new ArrayList<>(Intents.join(list.phrases(), cancelTimer.phrases(), cancelAlarm.phrases()));
    for (int n : new int[] {1, 3, 5, 10, 15, 20, 30, 45}) {
      all.add(new Phrase(Phrasebook.ENGLISH,
          "set a timer for " + EnglishNumbers.words(n) + (n == 1 ? " minute" : " minutes")));
    }
    for (int n : new int[] {10, 30}) {
      all.add(new Phrase(Phrasebook.ENGLISH, "set a timer for " + EnglishNumbers.words(n) + " seconds"));
    }
    all.add(new Phrase(Phrasebook.ENGLISH, "set a timer for half an hour"));
    for (String clock : SpokenTimes.englishClocks()) {
      all.add(new Phrase(Phrasebook.ENGLISH, "wake me at " + clock));
    }
    for (String span : List.of("一分钟", "三分钟", "五分钟", "十分钟", "十五分钟", "半小时", "一小时")) {
      all.add(new Phrase(Phrasebook.MANDARIN, "设一个" + span + "的定时器"));
      all.add(new Phrase(Phrasebook.MANDARIN, span + "后提醒我"));
    }
    for (int hour = 1; hour <= 12; hour++) {
      all.add(new Phrase(Phrasebook.MANDARIN, ChineseNumbers.words(hour) + "点叫我起床"));
      all.add(new Phrase(Phrasebook.MANDARIN, ChineseNumbers.words(hour) + "点半叫我起床"));
    }
    return List.copyOf(all);
  }

  @Override
  public String name() {
    return "alarm";
  }

  @Override
  public List<Phrase> phrases() {
    return phrases;
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    if (list.knows(utterance)) {
      return Optional.of(use(utterance, "list_alarms", "{}"));
    } else if (cancelTimer.knows(utterance)) {
      return Optional.of(use(utterance, "cancel_alarm", "{\"kind\":\"timer\"}"));
    } else if (cancelAlarm.knows(utterance)) {
      return Optional.of(use(utterance, "cancel_alarm", "{\"kind\":\"alarm\"}"));
    }
    String words = Phrasebook.withoutCourtesy(utterance.words());
    OptionalInt span = span(words);
    if (span.isPresent()) {
      return Optional.of(use(utterance, "set_timer", "{\"seconds\":" + span.getAsInt() + "}"));
    }
    return alarm(words, utterance.around().now()).map(at -> use(utterance, "set_alarm",
        JsonNodeFactory.instance.objectNode().put("time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at)).toString()));
  }

  private static OptionalInt span(String words) {
    for (Pattern pattern : TIMERS) {
      Matcher matcher = pattern.matcher(words);
      OptionalInt span = matcher.matches() ? SpokenTimes.span(matcher.group("span").strip()) : OptionalInt.empty();
      if (span.isPresent()) {
        return span;
      }
    }
    return OptionalInt.empty();
  }

  private static Optional<ZonedDateTime> alarm(String words, ZonedDateTime now) {
    for (Pattern pattern : ALARMS) {
      Matcher matcher = pattern.matcher(words);
      if (matcher.matches()) {
        Matcher day = ENGLISH_DAY.matcher(matcher.group("clock").strip());
        boolean named = day.matches() && (day.group(1) != null || day.group(3) != null);
        boolean tomorrow = named || words.contains("明天") || words.contains("明早") || words.contains("明晚");
        boolean wake = pattern.pattern().contains("<wake>");
        Optional<ZonedDateTime> at = SpokenTimes.clock(day.matches() ? day.group(2).strip() : "")
            .map(clock -> next(clock, now, tomorrow, wake));
        if (at.isPresent()) {
          return at;
        }
      }
    }
    return Optional.empty();
  }

  private static ZonedDateTime next(SpokenTimes.Clock clock, ZonedDateTime now, boolean tomorrow, boolean wake) {
    ZonedDateTime today = now.toLocalDate().atTime(clock.time()).atZone(now.getZone());
    if (tomorrow) {
      return today.plusDays(1);
    }
    boolean open = clock.half().isEmpty() && !wake;
    ZonedDateTime earliest = clock.half().isEmpty() && clock.time().getHour() == 12 ? today.minusHours(12) : today;
    ZonedDateTime at = clock.half().isEmpty() ? earliest : today;
    while (!at.isAfter(now)) {
      at = open ? at.plusHours(12) : at.plusDays(1);
    }
    return at;
  }

  private static Outcome use(Utterance utterance, String tool, String arguments) {
    return new Outcome.UseTool(tool, arguments, reply -> Outcome.Say.of(reply.failed() && !reads(reply, utterance)
        ? utterance.either("Sorry, I cannot do that here.", "抱歉，这里做不到。") : reply.text(),
        reply.failed() ? "sad" : "happy"));
  }

  /** Whether the text of a failure is in the language of the person. */
  private static boolean reads(Outcome.ToolReply reply, Utterance utterance) {
    return Scripts.hasHan(reply.text()) == utterance.chinese();
  }

  private static List<Pattern> patterns(String... texts) {
    return Stream.of(texts).map(Pattern::compile).toList();
  }
}
