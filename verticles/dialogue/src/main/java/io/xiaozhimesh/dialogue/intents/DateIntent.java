package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says today's date with the day of the week. */
final class DateIntent implements Intent {

  private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy", Locale.ENGLISH);

  private final Phrasebook book = new Phrasebook(
      List.of("what's the date", "what is the date", "what's the date today", "what is today's date",
          "what's today's date", "what date is it", "tell me the date", "today's date", "what date is it today"),
      List.of("今天几号", "今天是几号", "今天几月几号", "今天是几月几号", "今天多少号", "现在是哪一年", "今天的日期", "今天是什么日子"),
      List.of("\\b(?:today's|the|what) date\\b", "今天.{0,3}(?:几号|日期|几月)"));

  @Override
  public String name() {
    return "date";
  }

  @Override
  public List<Phrase> phrases() {
    return book.phrases();
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    if (!book.knows(utterance)) {
      return Optional.empty();
    }
    LocalDate today = utterance.around().now().toLocalDate();
    return Optional.of(Outcome.Say.of(
        utterance.either("Today is " + ENGLISH.format(today) + ".", mandarin(today)), "neutral"));
  }

  private static String mandarin(LocalDate today) {
    return "今天是" + today.getYear() + "年" + today.getMonthValue() + "月" + today.getDayOfMonth() + "日，"
        + WeekdayIntent.mandarin(today) + "。";
  }
}
