package io.xiaozhimesh.plugins.alarms;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.DeviceByName;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceSay;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.DeviceReach;
import io.xiaozhimesh.stage.StageContext;
import java.util.Locale;
import java.util.Map;

/**
 * Says something on another device: one that the configuration names, or one of the same owner that is called so. Nobody can make
 * the devices of somebody else speak.
 */
final class CallDevice implements BuiltinTool {

  static final String NAME = "call_device";

  private static final int REGISTRY_MS = 2_000;
  private static final int WAIT_MS = 60_000;
  private static final String SCHEMA = """
      {"type":"object","properties":{\
      "device":{"type":"string","maxLength":64,"description":"How the user calls the other device, such as kitchen"},\
      "text":{"type":"string","maxLength":400,"description":"What is said there, in the user's words"}},\
      "required":["device","text"]}""";

  private final StageContext stage;
  private final DeviceReach reach;
  private final Map<String, String> configured;

  /** @param configured device ids by name, in lower case */
  CallDevice(StageContext stage, Map<String, String> configured) {
    this.stage = stage;
    this.reach = new DeviceReach(stage);
    this.configured = Map.copyOf(configured);
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "Says a text on another device of the same user, for example to call somebody to dinner.", SCHEMA,
        ToolEffect.SIDE_EFFECTING, "builtin", 0, "device.call", java.util.List.of(), false);
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    String name = arguments.getString("device").strip();
    String text = arguments.getString("text").strip();
    if (text.isEmpty()) {
      return Future.succeededFuture(ToolResults.failed("There is nothing to say."));
    }
    return found(name, caller).compose(deviceId -> reach.send(deviceId,
            new DeviceSay(deviceId, "", false, text, caller.language(), WAIT_MS)))
        .map(accepted -> AlarmDesk.say(caller.chinese() ? "已经告诉" + name + "了。" : "I have told " + name + "."))
        .recover(failure -> Future.succeededFuture(ToolResults.failed(why(name, caller, failure))));
  }

  private Future<String> found(String name, ToolCaller caller) {
    String known = configured.get(name.toLowerCase(Locale.ROOT));
    return known != null ? Future.succeededFuture(known)
        : stage.directory().lease(Role.REGISTRY, new DeviceByName(caller.deviceId(), name), DeviceProfile.class, REGISTRY_MS)
            .map(lease -> lease.answer().deviceId());
  }

  private static String why(String name, ToolCaller caller, Throwable failure) {
    MeshError error = MeshException.of(failure).error();
    if (error == MeshError.BAD_REQUEST) {
      return caller.chinese() ? "没有叫" + name + "的设备。" : "There is no device called " + name + ".";
    }
    return error == MeshError.UNAVAILABLE
        ? caller.chinese() ? name + "现在不在线。" : "The device " + name + " is not connected."
        : caller.chinese() ? "抱歉，没有成功。" : "Sorry, that did not work.";
  }
}
