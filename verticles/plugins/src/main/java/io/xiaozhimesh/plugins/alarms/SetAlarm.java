package io.xiaozhimesh.plugins.alarms;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.AlarmKind;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;

/** Lets the device sound at a time of day, or say something then. */
final class SetAlarm implements BuiltinTool {

  static final String ALARM = "set_alarm";
  static final String REMINDER = "set_reminder";

  private static final String WHEN = """
      "time":{"type":"string","maxLength":40,"description":"HH:MM on a 24-hour clock, or ISO 8601 date, time and offset"},\
      "date":{"type":"string","maxLength":10,"description":"YYYY-MM-DD; leave it out for the next time that it is so late"},""";

  private final AlarmDesk desk;
  private final AlarmKind kind;

  SetAlarm(AlarmDesk desk, AlarmKind kind) {
    this.desk = desk;
    this.kind = kind;
  }

  @Override
  public ToolSpec spec() {
    return kind == AlarmKind.ALARM
        ? new ToolSpec(ALARM, "Sets an alarm: the device sounds at this time.", "{\"type\":\"object\",\"properties\":{" + WHEN
            + "\"label\":{\"type\":\"string\",\"maxLength\":100,\"description\":\"What it is for, in the user's words; or "
            + "leave it out\"}},\"required\":[\"time\"]}", ToolEffect.IDEMPOTENT, "builtin")
        : new ToolSpec(REMINDER, "Sets a reminder: the device says a text at a time or after some minutes.",
            "{\"type\":\"object\",\"properties\":{" + WHEN + "\"inMinutes\":{\"type\":\"number\",\"minimum\":0,"
            + "\"maximum\":525600,\"description\":\"After so many minutes, instead of time\"},\"text\":{\"type\":\"string\","
            + "\"maxLength\":300,\"description\":\"What the user is to be reminded of, in the user's language\"}},"
            + "\"required\":[\"text\"]}", ToolEffect.IDEMPOTENT, "builtin");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    try {
      long dueMs = dueMs(arguments);
      String text = arguments.getString("text", arguments.getString("label", "")).strip();
      String at = WhenText.at(dueMs, desk.now(), caller.chinese());
      String done = kind == AlarmKind.ALARM
          ? caller.chinese() ? "闹钟已设在" + at + "。" : "Your alarm is set for " + at + "."
          : caller.chinese() ? "好的，" + at + "提醒你。" : "I will remind you at " + at + ".";
      return desk.set(caller, kind, dueMs, text, done);
    } catch (IllegalArgumentException e) {
      return Future.succeededFuture(ToolResults.failed(e.getMessage()));
    }
  }

  private long dueMs(JsonObject arguments) {
    Number minutes = arguments.getNumber("inMinutes");
    String time = arguments.getString("time", "").strip();
    if (minutes != null && time.isEmpty()) {
      return desk.now().toInstant().toEpochMilli() + Math.max(1_000, Math.round(minutes.doubleValue() * 60_000));
    } else if (time.isEmpty()) {
      throw new IllegalArgumentException("The time is missing.");
    }
    return WhenText.parse(time, arguments.getString("date", ""), desk.now()).toEpochMilli();
  }
}
