package io.xiaozhimesh.registry.internal;

import io.xiaozhimesh.protocol.bus.Alarm;

/** What a device says when something is due. */
public final class AlarmWords {

  /** What is later than this is said to be late. */
  static final long LATE_MS = 60_000;

  private AlarmWords() {
  }

  /**
   * In Chinese where that is the language, else in English.
   *
   * @param lateMs how long ago it was due
   */
  public static String of(Alarm alarm, String language, long lateMs) {
    boolean chinese = language.startsWith("zh") || language.startsWith("yue");
    String late = lateMs <= LATE_MS ? "" : chinese ? "设备不在线的时候错过了：" : "While I was away: ";
    return late + (chinese ? mandarin(alarm) : english(alarm));
  }

  private static String english(Alarm alarm) {
    String text = alarm.text().strip();
    return switch (alarm.kind()) {
      case ALARM -> text.isEmpty() ? "This is your alarm." : "This is your alarm: " + text + ".";
      case TIMER -> text.isEmpty() ? "Your timer is up." : "Your timer is up: " + text + ".";
      case REMINDER -> text.isEmpty() ? "This is your reminder." : "Here is your reminder: " + text + ".";
    };
  }

  private static String mandarin(Alarm alarm) {
    String text = alarm.text().strip();
    return switch (alarm.kind()) {
      case ALARM -> text.isEmpty() ? "闹钟时间到了。" : "闹钟时间到了：" + text + "。";
      case TIMER -> text.isEmpty() ? "定时器时间到了。" : "定时器时间到了：" + text + "。";
      case REMINDER -> text.isEmpty() ? "提醒时间到了。" : "提醒你：" + text + "。";
    };
  }
}
