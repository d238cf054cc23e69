package io.xiaozhimesh.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A device and its session in one hand: what was sent is kept, what is to be answered is written by the test. */
final class ScriptedDevice implements DeviceOutput {

  static final DeviceLimits LIMITS = new DeviceLimits(30_000, 60_000, 64, 16, 16);

  final List<ObjectNode> sent = new ArrayList<>();
  final List<DeviceChannel> channels = new ArrayList<>();
  final Map<Integer, ToolResult> results = new LinkedHashMap<>();
  final List<DeviceEvent> events = new ArrayList<>();
  final DeviceSession session;
  long nowMs = 1_000;

  ScriptedDevice() {
    this(LIMITS);
  }

  ScriptedDevice(DeviceLimits limits) {
    session = new DeviceSession(limits, Set.of("get_current_time"), this);
  }

  /** A device whose tools are these descriptors, through the whole handshake. */
  static ScriptedDevice listing(String... descriptors) {
    ScriptedDevice device = new ScriptedDevice();
    device.open();
    device.answer("{}");
    device.answer("{\"tools\":[" + String.join(",", descriptors) + "]}");
    return device;
  }

  static String tool(String name, String schema) {
    return "{\"name\":\"" + name + "\",\"description\":\"about " + name + "\",\"inputSchema\":" + schema + "}";
  }

  static String tool(String name) {
    return tool(name, "{\"type\":\"object\",\"properties\":{}}");
  }

  void open() {
    session.openMcp("", "", nowMs);
  }

  ObjectNode last() {
    return sent.get(sent.size() - 1);
  }

  /** Answers the last request. */
  void answer(String result) {
    say("{\"jsonrpc\":\"2.0\",\"id\":" + last().get("id") + ",\"result\":" + result + "}");
  }

  void answerText(String text) {
    answer("{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}],\"isError\":false}");
  }

  void say(String payload) {
    session.message(DeviceChannel.MCP, payload, nowMs);
  }

  void iot(String message) {
    session.message(DeviceChannel.IOT, message, nowMs);
  }

  void call(int call, String name, String arguments) {
    call(call, name, arguments, 1_000_000);
  }

  void call(int call, String name, String arguments, long deadlineMs) {
    session.call(call, name, Json.object(arguments).orElseThrow(), nowMs + deadlineMs, nowMs);
  }

  void passMs(long ms) {
    nowMs += ms;
    session.expire(nowMs);
  }

  List<String> names() {
    return session.specs().stream().map(ToolSpec::name).toList();
  }

  JsonNode lastParams() {
    return last().path("params");
  }

  @Override
  public void send(DeviceChannel channel, String json) {
    channels.add(channel);
    sent.add(Json.object(json).orElseThrow());
  }

  @Override
  public void resolved(int call, ToolResult result) {
    if (results.put(call, result) != null) {
      throw new AssertionError("call " + call + " was resolved twice");
    }
  }

  @Override
  public void noted(DeviceEvent event) {
    events.add(event);
  }
}
