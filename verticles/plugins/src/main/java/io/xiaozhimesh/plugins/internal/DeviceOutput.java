package io.xiaozhimesh.plugins.internal;

import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.ToolResult;

/** What a {@link DeviceSession} causes. */
public interface DeviceOutput {

  /** Send this JSON to the device: an mcp payload, or an object with iot commands. */
  void send(DeviceChannel channel, String json);

  /** The call with this number has ended. Each ends once. */
  void resolved(int call, ToolResult result);

  /** Count this. */
  void noted(DeviceEvent event);
}
