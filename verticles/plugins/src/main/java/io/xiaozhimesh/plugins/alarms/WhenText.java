package io.xiaozhimesh.plugins.alarms;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as tools are told them, and as people are told them. Pure. */
final class WhenText {

  private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("h:mm a", Locale.ENGLISH);
  private static final DateTimeFormatter ENGLISH_DAY = DateTimeFormatter.ofPattern("EEEE, MMMM d", Locale.ENGLISH);
  private static final int MINUTE_S = 60;
  private static final int HOUR_S = 3_600;

  private WhenText() {
  }

  /**
   * The next moment that is meant.
   *
   * @param time "07:30", or a whole date and time with offset such as 2026-03-01T07:30:00+01:00
   * @param date "2026-03-01", or "" for the next time that it is so late
   * @throws IllegalArgumentException with a sentence that can be spoken
   */
  static Instant parse(String time, String date, ZonedDateTime now) {
    try {
      if (time.contains("T")) {
        return future(OffsetDateTime.parse(time).toInstant(), now);
      }
      LocalTime clock = LocalTime.parse(time.length() == 4 ? "0" + time : time);
      if (!date.isBlank()) {
        return future(LocalDate.parse(date.strip()).atTime(clock).atZone(now.getZone()).toInstant(), now);
      }
      ZonedDateTime today = now.toLocalDate().atTime(clock).atZone(now.getZone());
      return (today.isAfter(now) ? today : now.toLocalDate().plusDays(1).atTime(clock).atZone(now.getZone())).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("I did not understand the time " + time + " " + date + ".", e);
    }
  }

  /** A time of day, with its day unless that is today. */
  static String at(long unixMs, ZonedDateTime now, boolean chinese) {
    ZonedDateTime then = Instant.ofEpochMilli(unixMs).atZone(now.getZone());
    long days = Duration.between(now.toLocalDate().atStartOfDay(), then.toLocalDate().atStartOfDay()).toDays();
    if (chinese) {
      String minute = then.getMinute() == 0 ? "" : then.getMinute() == 30 ? "半" : then.getMinute() + "分";
      String day = days == 0 ? "今天" : days == 1 ? "明天" : then.getMonthValue() + "月" + then.getDayOfMonth() + "日";
      return day + then.getHour() + "点" + minute;
    }
    String day = days == 0 ? "" : days == 1 ? " tomorrow" : " on " + ENGLISH_DAY.format(then);
    return ENGLISH.format(then) + day;
  }

  /** A time span, such as "1 hour and 5 minutes". */
  static String span(long seconds, boolean chinese) {
    long hours = seconds / HOUR_S;
    long minutes = seconds % HOUR_S / MINUTE_S;
    long rest = seconds % MINUTE_S;
    if (chinese) {
      return (hours > 0 ? hours + "小时" : "") + (minutes > 0 ? minutes + "分钟" : "") + (rest > 0 ? rest + "秒" : "");
    }
    StringBuilder said = new StringBuilder();
    append(said, hours, "hour");
    append(said, minutes, "minute");
    append(said, rest, "second");
    return said.toString();
  }

  private static void append(StringBuilder said, long number, String unit) {
    if (number > 0) {
      said.append(said.isEmpty() ? "" : " and ").append(number).append(' ').append(unit).append(number == 1 ? "" : "s");
    }
  }

  private static Instant future(Instant moment, ZonedDateTime now) {
    if (!moment.isAfter(now.toInstant())) {
      throw new IllegalArgumentException("That time is over already.");
    }
    return moment;
  }

  static ZoneId zone(String name) {
    return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
  }
}
