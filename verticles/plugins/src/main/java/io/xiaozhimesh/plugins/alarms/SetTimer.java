package io.xiaozhimesh.plugins.alarms;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.AlarmKind;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;

/** Lets the device sound after a while. */
final class SetTimer implements BuiltinTool {

  static final String NAME = "set_timer";

  private static final String SCHEMA = """
      {"type":"object","properties":{\
      "seconds":{"type":"integer","minimum":1,"maximum":604800,"description":"How long, in seconds"},\
      "label":{"type":"string","maxLength":100,"description":"What it is for, in the user's words; or leave it out"}},\
      "required":["seconds"]}""";

  private final AlarmDesk desk;

  SetTimer(AlarmDesk desk) {
    this.desk = desk;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "Sets a timer: the device sounds after this time.", SCHEMA, ToolEffect.IDEMPOTENT, "builtin");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    int seconds = arguments.getInteger("seconds");
    long dueMs = desk.now().toInstant().toEpochMilli() + seconds * 1_000L;
    String span = WhenText.span(seconds, caller.chinese());
    return desk.set(caller, AlarmKind.TIMER, dueMs, arguments.getString("label", "").strip(),
        caller.chinese() ? "好的，" + span + "后提醒你。" : "Your timer for " + span + " is set.");
  }
}
