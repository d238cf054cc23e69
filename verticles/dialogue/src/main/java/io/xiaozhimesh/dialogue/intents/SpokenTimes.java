package io.xiaozhimesh.dialogue.intents;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time spans and times of day as they are spoken, in normalised words. Pure. */
final class SpokenTimes {

  /** Half of the day that was said: "AM", "PM" or "" for neither. */
  record Clock(LocalTime time, String half) {
  }

  private static final int MINUTE_S = 60;
  private static final int HOUR_S = 3_600;
  private static final int HALF_DAY = 12;
  private static final Pattern ENGLISH_PART =
      Pattern.compile("(?:and )?(.{1,20}?) (second|minute|hour)s?( and a half)?(?: |$)");
  private static final Pattern MANDARIN_PART = Pattern.compile("(.{1,4}?)(个半小时|个小时|小时|个钟头|分钟|分|秒钟|秒)(半)?");
  private static final Pattern ENGLISH_HALF = Pattern.compile(
      "(.*?)(?: (?:in the )?(a ?m|morning|p ?m|afternoon|evening)| (?:at )?(night))?");
  private static final Pattern MANDARIN_CLOCK = Pattern.compile(
      "(凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|今晚|明早|明晚)?(.{1,3})点(?:钟|整)?(?:(半)|(一刻)|(三刻)|(.{1,3}?)分?)?");

  private SpokenTimes() {
  }

  /** Seconds from 1 to a week. */
  static OptionalInt span(String words) {
    OptionalInt special = switch (words) {
      case "half an hour", "半小时", "半个小时", "半个钟头" -> OptionalInt.of(HOUR_S / 2);
      case "a quarter of an hour", "一刻钟" -> OptionalInt.of(HOUR_S / 4);
      case "half a minute", "半分钟" -> OptionalInt.of(MINUTE_S / 2);
      default -> OptionalInt.empty();
    };
    if (special.isPresent()) {
      return special;
    }
    OptionalInt english = sum(ENGLISH_PART, words + " ");
    return english.isPresent() ? english : sum(MANDARIN_PART, words);
  }

  /** A time of day in words, with the half of the day where it was said. */
  static Optional<Clock> clock(String words) {
    Optional<Clock> mandarin = mandarin(words);
    return mandarin.isPresent() ? mandarin : english(words);
  }

  /**
   * How the hours and half hours are said, for a grammar that should stay small. An hour alone is too short to be told from
   * other talk.
   */
  static List<String> englishClocks() {
    List<String> all = new ArrayList<>();
    for (int hour = 1; hour <= HALF_DAY; hour++) {
      all.add(EnglishNumbers.words(hour) + " o'clock");
      all.add(EnglishNumbers.words(hour) + " thirty");
    }
    return all;
  }

  private static OptionalInt sum(Pattern part, String words) {
    Matcher matcher = part.matcher(words);
    long seconds = 0;
    int at = 0;
    while (at < words.strip().length() && matcher.find(at) && matcher.start() == at) {
      OptionalInt number = number(matcher.group(1));
      if (number.isEmpty()) {
        return OptionalInt.empty();
      }
      int unit = unit(matcher.group(2));
      boolean half = matcher.group(3) != null || matcher.group(2).equals("个半小时");
      seconds += (long) number.getAsInt() * unit + (half ? unit / 2 : 0);
      at = matcher.end();
    }
    boolean whole = at >= words.strip().length() && seconds > 0 && seconds <= 7 * 24 * HOUR_S;
    return whole ? OptionalInt.of((int) seconds) : OptionalInt.empty();
  }

  private static int unit(String word) {
    if (word.startsWith("second") || word.startsWith("秒")) {
      return 1;
    }
    return word.startsWith("minute") || word.startsWith("分") ? MINUTE_S : HOUR_S;
  }

  private static OptionalInt number(String words) {
    String plain = words.strip();
    if (plain.equals("a") || plain.equals("an")) {
      return OptionalInt.of(1);
    }
    OptionalInt english = EnglishNumbers.upTo(999, plain);
    return english.isPresent() ? english : ChineseNumbers.percent(plain);
  }

  private static Optional<Clock> mandarin(String words) {
    Matcher m = MANDARIN_CLOCK.matcher(words);
    if (!m.matches()) {
      return Optional.empty();
    }
    OptionalInt hour = ChineseNumbers.percent(m.group(2));
    OptionalInt minute = m.group(3) != null ? OptionalInt.of(30) : m.group(4) != null ? OptionalInt.of(15)
        : m.group(5) != null ? OptionalInt.of(45) : m.group(6) != null ? minuteOf(m.group(6)) : OptionalInt.of(0);
    String part = m.group(1) == null ? "" : m.group(1);
    String half = switch (part) {
      case "" -> "";
      case "下午", "傍晚", "晚上", "今晚", "明晚", "中午" -> "PM";
      default -> "AM";
    };
    return clock(hour, minute, half);
  }

  private static OptionalInt minuteOf(String spoken) {
    return ChineseNumbers.percent(spoken.startsWith("零") && spoken.length() > 1 ? spoken.substring(1) : spoken);
  }

  private static Optional<Clock> english(String words) {
    Matcher m = ENGLISH_HALF.matcher(words.replace("o'clock", "").replaceAll("\\s+", " ").strip());
    if (!m.matches()) {
      return Optional.empty();
    }
    String said = m.group(2) == null ? "" : m.group(2).replace(" ", "");
    String half = m.group(3) != null || said.equals("pm") || said.equals("afternoon") || said.equals("evening") ? "PM"
        : said.isEmpty() ? "" : "AM";
    String time = m.group(1).strip();
    if (time.equals("noon") || time.equals("midday")) {
      return Optional.of(new Clock(LocalTime.NOON, "PM"));
    } else if (time.equals("midnight")) {
      return Optional.of(new Clock(LocalTime.MIDNIGHT, "AM"));
    }
    for (String past : List.of("half past ", "quarter past ", "a quarter past ")) {
      if (time.startsWith(past)) {
        return clock(EnglishNumbers.upTo(24, time.substring(past.length())),
            OptionalInt.of(past.startsWith("half") ? 30 : 15), half);
      }
    }
    return hourAndMinute(time, half);
  }

  /** "seven", "seven thirty", "seven oh five", "nineteen thirty": every way to cut the words in two is tried. */
  private static Optional<Clock> hourAndMinute(String time, String half) {
    OptionalInt whole = EnglishNumbers.upTo(24, time);
    if (whole.isPresent()) {
      return clock(whole, OptionalInt.of(0), half);
    }
    for (int blank = time.indexOf(' '); blank > 0; blank = time.indexOf(' ', blank + 1)) {
      OptionalInt hour = EnglishNumbers.upTo(24, time.substring(0, blank));
      String rest = time.substring(blank + 1).replaceFirst("^(?:oh|o|zero) ", "");
      OptionalInt minute = EnglishNumbers.upTo(59, rest);
      if (hour.isPresent() && minute.isPresent()) {
        return clock(hour, minute, half);
      }
    }
    return Optional.empty();
  }

  private static Optional<Clock> clock(OptionalInt hour, OptionalInt minute, String half) {
    if (hour.isEmpty() || minute.isEmpty() || hour.getAsInt() > 24 || minute.getAsInt() > 59) {
      return Optional.empty();
    }
    int h = hour.getAsInt() % 24;
    if (half.equals("PM") && h < HALF_DAY && h > 0) {
      h += HALF_DAY;
    } else if (half.equals("AM") && h == HALF_DAY) {
      h = 0;
    }
    boolean open = half.isEmpty() && hour.getAsInt() >= 1 && hour.getAsInt() <= HALF_DAY;
    return Optional.of(new Clock(LocalTime.of(h, minute.getAsInt()), open ? "" : h < HALF_DAY ? "AM" : "PM"));
  }
}
