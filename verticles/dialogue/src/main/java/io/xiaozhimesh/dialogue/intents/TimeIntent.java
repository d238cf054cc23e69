package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says the time of day. */
final class TimeIntent implements Intent {

  private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("h:mm a", Locale.ENGLISH);

  private final Phrasebook book = new Phrasebook(
      List.of("what time is it", "what's the time", "what is the time", "tell me the time", "what time is it now",
          "do you know what time it is", "current time", "the time please"),
      List.of("几点了", "现在几点", "现在几点了", "几点", "现在是几点", "现在什么时间", "现在时间", "报时"),
      List.of("\\bwhat(?:'s| is)? (?:the )?(?:current )?time\\b(?! zone)", "(?:现在|已经).{0,3}几点", "什么时候了"));

  @Override
  public String name() {
    return "time";
  }

  @Override
  public List<Phrase> phrases() {
    return book.phrases();
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    return book.knows(utterance) ? Optional.of(Outcome.Say.of(answer(utterance), "neutral")) : Optional.empty();
  }

  private static String answer(Utterance utterance) {
    ZonedDateTime now = utterance.around().now();
    return utterance.either("It's " + ENGLISH.format(now) + ".", "现在是" + mandarin(now) + "。");
  }

  private static String mandarin(ZonedDateTime now) {
    int hour = now.getHour();
    int spoken = hour % 12 == 0 ? 12 : hour % 12;
    String minutes = now.getMinute() == 0 ? "整" : now.getMinute() + "分";
    return partOfDay(hour) + (hour == 0 ? 0 : spoken) + "点" + minutes;
  }

  private static String partOfDay(int hour) {
    if (hour < 6) {
      return "凌晨";
    } else if (hour < 12) {
      return "上午";
    } else if (hour < 13) {
      return "中午";
    }
    return hour < 18 ? "下午" : "晚上";
  }
}
