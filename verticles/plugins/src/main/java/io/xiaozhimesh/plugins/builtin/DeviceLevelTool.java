package io.xiaozhimesh.plugins.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.DeviceCalls;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.OptionalInt;

/**
 * Sets or moves the volume or the brightness of the device, through the tools that the firmware offers
 * ({@code self.audio_speaker.set_volume}, {@code self.screen.set_brightness}, {@code self.get_device_status}).
 */
public final class DeviceLevelTool implements BuiltinTool {

  private static final String STATUS_TOOL = "self_get_device_status";
  private static final int PERCENT_MAX = 100;

  /** What has a level, how a tool for it is called, and how the firmware names it. */
  enum Level {
    VOLUME("change_volume", "volume", "音量", "self_audio_speaker_set_volume", "volume", "/audio_speaker/volume"),
    BRIGHTNESS("change_brightness", "brightness", "亮度", "self_screen_set_brightness", "brightness",
        "/screen/brightness");

    final String tool;
    final String english;
    final String mandarin;
    final String deviceTool;
    final String argument;
    final String statusPointer;

    Level(String tool, String english, String mandarin, String deviceTool, String argument, String statusPointer) {
      this.tool = tool;
      this.english = english;
      this.mandarin = mandarin;
      this.deviceTool = deviceTool;
      this.argument = argument;
      this.statusPointer = statusPointer;
    }
  }

  private final Level level;
  private final DeviceCalls devices;

  DeviceLevelTool(Level level, DeviceCalls devices) {
    this.level = level;
    this.devices = devices;
  }

  @Override
  public ToolSpec spec() {
    String schema = new ToolSchema()
        .integer("percent", "The new level; give this or \"by\"", 0, PERCENT_MAX)
        .integer("by", "How far to move the level up, or down if negative", -PERCENT_MAX, PERCENT_MAX).json();
    return new ToolSpec(level.tool, "Changes the " + level.english + " of the device to a level, or by a step; without "
        + "arguments says what it is.", schema, ToolEffect.SIDE_EFFECTING, "builtin");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    Integer percent = arguments.getInteger("percent");
    if (percent != null) {
      return set(percent, answers, caller);
    }
    return devices.call(STATUS_TOOL, new JsonObject(), half(caller))
        .compose(status -> {
          OptionalInt now = in(status);
          if (now.isEmpty()) {
            return Future.succeededFuture(unreachable(answers));
          }
          Integer by = arguments.getInteger("by");
          return by == null
              ? answers.tell("The " + level.english + " is " + now.getAsInt() + " percent.",
                  "现在的" + level.mandarin + "是百分之" + now.getAsInt() + "。")
              : set(Math.max(0, Math.min(PERCENT_MAX, now.getAsInt() + by)), answers, caller);
        });
  }

  private Future<ToolResult> set(int percent, Answers answers, ToolCaller caller) {
    JsonObject level = new JsonObject().put(this.level.argument, percent);
    return devices.call(this.level.deviceTool, level, half(caller))
        .map(result -> result.failed()
            ? unreachable(answers)
            : answers.said("The " + this.level.english + " is now " + percent + " percent.",
                this.level.mandarin + "已经调到百分之" + percent + "。"));
  }

  /** A step takes two calls within the deadline. */
  private static ToolCaller half(ToolCaller caller) {
    return new ToolCaller(caller.ref(), caller.deviceId(), caller.agentId(), Math.max(1, caller.deadlineMs() / 2),
        caller.idempotencyKey());
  }

  private ToolResult unreachable(Answers answers) {
    return answers.failed("I can't reach the " + level.english + " of this device.",
        "我没办法调节这个设备的" + level.mandarin + "。");
  }

  private OptionalInt in(ToolResult status) {
    if (status.failed()) {
      return OptionalInt.empty();
    }
    JsonNode found = Json.object(status.text()).<JsonNode>map(json -> json.at(level.statusPointer)).orElse(null);
    return found != null && found.isNumber() ? OptionalInt.of(found.asInt()) : OptionalInt.empty();
  }

  /** Found by the class path. */
  public static final class VolumeProvider implements BuiltinToolProvider {

    @Override
    public String name() {
      return Level.VOLUME.tool;
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new DeviceLevelTool(Level.VOLUME, ground.devices());
    }
  }

  /** Found by the class path. */
  public static final class BrightnessProvider implements BuiltinToolProvider {

    @Override
    public String name() {
      return Level.BRIGHTNESS.tool;
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new DeviceLevelTool(Level.BRIGHTNESS, ground.devices());
    }
  }
}
