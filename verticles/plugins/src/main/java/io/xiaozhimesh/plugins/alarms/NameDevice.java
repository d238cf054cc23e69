package io.xiaozhimesh.plugins.alarms;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.DeviceNamed;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.StageContext;

/** Gives the device that is spoken to a name, by which others of the same owner reach it. */
final class NameDevice implements BuiltinTool {

  static final String NAME = "name_device";

  private static final int REGISTRY_MS = 2_000;
  private static final String SCHEMA = """
      {"type":"object","properties":{"name":{"type":"string","minLength":1,"maxLength":64,\
      "description":"How this device is called, such as kitchen"}},"required":["name"]}""";

  private final StageContext stage;

  NameDevice(StageContext stage) {
    this.stage = stage;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "Gives this device a name, by which other devices of the user can call it.", SCHEMA,
        ToolEffect.IDEMPOTENT, "builtin");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    String name = arguments.getString("name").strip();
    return stage.directory()
        .lease(Role.REGISTRY, new DeviceNamed(caller.deviceId(), name), Accepted.class, REGISTRY_MS)
        .map(lease -> AlarmDesk.say(caller.chinese() ? "好的，这个设备叫" + name + "。" : "This device is called " + name + " now."))
        .recover(failure -> Future.succeededFuture(ToolResults.failed(
            caller.chinese() ? "抱歉，没有成功。" : "Sorry, that did not work.")));
  }
}
