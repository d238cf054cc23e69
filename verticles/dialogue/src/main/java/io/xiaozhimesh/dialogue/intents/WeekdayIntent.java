package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says the day of the week, of today or tomorrow. */
final class WeekdayIntent implements Intent {

  private static final String MANDARIN_DAYS = "一二三四五六日";

  private final Phrasebook today = new Phrasebook(
      List.of("what day is it", "what day is it today", "what day is today", "which day is it",
          "what day of the week is it", "what's the day today"),
      List.of("今天星期几", "今天是星期几", "星期几", "今天周几", "今天是周几", "今天礼拜几"),
      List.of("\\b(?:what|which) day\\b.*\\b(?:today|it)\\b", "今天.{0,2}(?:星期|周|礼拜)几"));
  private final Phrasebook tomorrow = new Phrasebook(
      List.of("what day is tomorrow", "what day is it tomorrow"),
      List.of("明天星期几", "明天是星期几", "明天周几", "明天是周几"),
      List.of("\\b(?:what|which) day\\b.*\\btomorrow\\b", "明天.{0,2}(?:星期|周|礼拜)几"));

  @Override
  public String name() {
    return "weekday";
  }

  @Override
  public List<Phrase> phrases() {
    return Intents.join(today.phrases(), tomorrow.phrases());
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    LocalDate date = utterance.around().now().toLocalDate();
    if (tomorrow.knows(utterance)) {
      return Optional.of(say(utterance, "Tomorrow is ", "明天是", date.plusDays(1)));
    }
    return today.knows(utterance) ? Optional.of(say(utterance, "Today is ", "今天是", date)) : Optional.empty();
  }

  private static Outcome say(Utterance utterance, String english, String chinese, LocalDate date) {
    String name = date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return Outcome.Say.of(utterance.either(english + name + ".", chinese + mandarin(date) + "。"), "neutral");
  }

  static String mandarin(LocalDate date) {
    return "星期" + MANDARIN_DAYS.charAt(date.getDayOfWeek().getValue() - 1);
  }
}
