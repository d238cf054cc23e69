package io.xiaozhimesh.plugins.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tools of one device connection, whichever of its two protocols they come by. Not thread-safe. */
public final class DeviceSession {

  private final DeviceMcpSession mcp;
  private final IotThings iot;
  private final DeviceOutput out;
  private boolean speaksMcp;

  /** Device tools get names beside the reserved ones. */
  public DeviceSession(DeviceLimits limits, Set<String> reservedNames, DeviceOutput out) {
    ToolNames names = new ToolNames(reservedNames);
    this.mcp = new DeviceMcpSession(limits, names, out);
    this.iot = new IotThings(limits, names, out);
    this.out = out;
  }

  /** The device speaks MCP: begins to ask it for its tools. "" for no vision address. */
  public void openMcp(String visionUrl, String visionToken, long nowMs) {
    speaksMcp = true;
    mcp.opened(visionUrl, visionToken, nowMs);
  }

  /** The device has said something. */
  public void message(DeviceChannel channel, String json, long nowMs) {
    if (channel == DeviceChannel.IOT) {
      iot.message(json);
    } else if (speaksMcp) {
      mcp.message(json, nowMs);
    } else {
      out.noted(DeviceEvent.UNKNOWN_ID);
    }
  }

  /** False while the device's list of tools is still coming. */
  public boolean listed() {
    return !speaksMcp || mcp.listed();
  }

  /** What a model may call, in a stable order. */
  public List<ToolSpec> specs() {
    List<ToolSpec> specs = new ArrayList<>(mcp.specs());
    specs.addAll(iot.specs());
    return specs;
  }

  /** The tool of this name, if there is one. */
  public Optional<ToolSpec> find(String name) {
    return specs().stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  /**
   * Calls a tool that exists. {@link DeviceOutput#resolved} follows exactly once, at the latest with the first
   * {@link #expire} at or after {@code expiresAtMs}.
   */
  public void call(int call, String name, ObjectNode arguments, long expiresAtMs, long nowMs) {
    if (iot.has(name)) {
      out.resolved(call, iot.call(name, arguments));
      return;
    }
    McpTool tool = mcp.find(name).orElseThrow();
    ObjectNode fitted = ToolArguments.fitted(tool.schema(), arguments);
    ToolArguments.complaint(tool.schema(), fitted).ifPresentOrElse(
        complaint -> out.resolved(call, ToolResults.failed(complaint)),
        () -> mcp.call(call, tool, fitted, expiresAtMs, nowMs));
  }

  /** Ends what has waited too long. */
  public void expire(long nowMs) {
    mcp.expire(nowMs);
  }

  /** The device is gone. */
  public void close() {
    mcp.closed();
  }
}
