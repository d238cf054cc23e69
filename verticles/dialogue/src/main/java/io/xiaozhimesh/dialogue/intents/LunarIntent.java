package io.xiaozhimesh.dialogue.intents;

import com.nlf.calendar.Lunar;
import com.nlf.calendar.Solar;
import io.xiaozhimesh.protocol.bus.Phrase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says the date of the Chinese calendar, with a festival or solar term that falls on it. */
final class LunarIntent implements Intent {

  private static final Map<String, String> ANIMALS = Map.ofEntries(
      Map.entry("鼠", "Rat"), Map.entry("牛", "Ox"), Map.entry("虎", "Tiger"), Map.entry("兔", "Rabbit"),
      Map.entry("龙", "Dragon"), Map.entry("蛇", "Snake"), Map.entry("马", "Horse"), Map.entry("羊", "Goat"),
      Map.entry("猴", "Monkey"), Map.entry("鸡", "Rooster"), Map.entry("狗", "Dog"), Map.entry("猪", "Pig"));

  private final Phrasebook book = new Phrasebook(
      List.of("what's the lunar date", "what is the lunar date", "what's the lunar date today", "lunar date",
          "what is today's lunar date", "what's the chinese date", "what year is it in the chinese calendar"),
      List.of("今天农历几号", "今天农历多少", "今天是农历几月几号", "农历几号", "今天农历", "农历日期", "今天阴历几号", "今天的农历",
          "今年是什么年"),
      List.of("\\b(?:lunar|chinese) (?:date|calendar)\\b", "(?:农历|阴历|旧历)"));

  @Override
  public String name() {
    return "lunar";
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
    Lunar lunar = Solar.fromYmd(today.getYear(), today.getMonthValue(), today.getDayOfMonth()).getLunar();
    return Optional.of(Outcome.Say.of(utterance.either(english(lunar), mandarin(lunar)), "neutral"));
  }

  private static String english(Lunar lunar) {
    boolean leap = lunar.getMonth() < 0;
    return "In the Chinese calendar today is day " + lunar.getDay() + " of " + (leap ? "leap month " : "month ")
        + Math.abs(lunar.getMonth()) + ", in the year of the " + ANIMALS.get(lunar.getYearShengXiao()) + ".";
  }

  private static String mandarin(Lunar lunar) {
    List<String> special = new ArrayList<>(lunar.getFestivals());
    if (!lunar.getJieQi().isEmpty()) {
      special.add(lunar.getJieQi());
    }
    String suffix = special.isEmpty() ? "" : "今天是" + String.join("，也是", special) + "。";
    return "今天是农历" + lunar.getYearInGanZhi() + lunar.getYearShengXiao() + "年，" + lunar.getMonthInChinese() + "月"
        + lunar.getDayInChinese() + "。" + suffix;
  }
}
