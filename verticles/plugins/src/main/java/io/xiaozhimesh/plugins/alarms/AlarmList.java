package io.xiaozhimesh.plugins.alarms;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.Alarm;
import io.xiaozhimesh.protocol.bus.AlarmKind;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells what is set on the device, or cancels it. */
final class AlarmList implements BuiltinTool {

  static final String LIST = "list_alarms";
  static final String CANCEL = "cancel_alarm";

  private static final int SAID_MAX = 5;
  private static final String NOTHING = "{\"type\":\"object\",\"properties\":{}}";
  private static final String SOME = """
      {"type":"object","properties":{"kind":{"type":"string","enum":["alarm","reminder","timer"],\
      "description":"Only these; leave it out for all kinds"},"time":{"type":"string","maxLength":5,\
      "description":"HH:MM: only what is due then; leave it out for all"}}}""";

  private final AlarmDesk desk;
  private final boolean cancels;

  AlarmList(AlarmDesk desk, boolean cancels) {
    this.desk = desk;
    this.cancels = cancels;
  }

  @Override
  public ToolSpec spec() {
    return cancels
        ? new ToolSpec(CANCEL, "Cancels alarms, reminders and timers of the device.", SOME, ToolEffect.IDEMPOTENT, "builtin")
        : new ToolSpec(LIST, "Tells which alarms, reminders and timers are set on the device.", NOTHING, ToolEffect.PURE,
            "builtin");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    return desk.list(caller)
        .compose(all -> cancels ? cancel(all, arguments, caller) : Future.succeededFuture(AlarmDesk.say(told(all, caller))))
        .recover(failure -> AlarmDesk.trouble(caller, failure));
  }

  private Future<ToolResult> cancel(List<Alarm> all, JsonObject arguments, ToolCaller caller) {
    List<String> ids = all.stream().filter(alarm -> meant(alarm, arguments)).map(Alarm::alarmId).toList();
    if (ids.isEmpty()) {
      return Future.succeededFuture(AlarmDesk.say(caller.chinese() ? "没有可以取消的。" : "There is nothing to cancel."));
    }
    return desk.cancel(caller, ids).map(gone -> AlarmDesk.say(gone.size() == 1
        ? caller.chinese() ? "已经取消了。" : "It is cancelled."
        : caller.chinese() ? "已经取消了" + gone.size() + "个。" : gone.size() + " of them are cancelled."));
  }

  private boolean meant(Alarm alarm, JsonObject arguments) {
    String kind = arguments.getString("kind", "");
    String time = arguments.getString("time", "");
    LocalTime due = Instant.ofEpochMilli(alarm.dueMs()).atZone(desk.now().getZone()).toLocalTime();
    return (kind.isEmpty() || alarm.kind() == AlarmKind.valueOf(kind.toUpperCase(Locale.ROOT)))
        && (time.isEmpty() || due.truncatedTo(ChronoUnit.MINUTES).toString().equals(time));
  }

  private String told(List<Alarm> all, ToolCaller caller) {
    if (all.isEmpty()) {
      return caller.chinese() ? "现在没有闹钟、提醒和定时器。" : "There are no alarms, reminders or timers.";
    }
    String list = all.stream().limit(SAID_MAX).map(alarm -> one(alarm, caller.chinese()))
        .collect(Collectors.joining(caller.chinese() ? "，" : ", "));
    return caller.chinese() ? "一共有" + all.size() + "个：" + list + "。"
        : (all.size() == 1 ? "There is one: " : "There are " + all.size() + ": ") + list + ".";
  }

  private String one(Alarm alarm, boolean chinese) {
    String kind = switch (alarm.kind()) {
      case ALARM -> chinese ? "闹钟" : "an alarm";
      case REMINDER -> chinese ? "提醒" : "a reminder";
      case TIMER -> chinese ? "定时器" : "a timer";
    };
    String at = WhenText.at(alarm.dueMs(), desk.now(), chinese);
    String text = alarm.text().isBlank() ? "" : chinese ? "，" + alarm.text() : " for " + alarm.text();
    return chinese ? at + "的" + kind + text : kind + text + " at " + at;
  }
}
