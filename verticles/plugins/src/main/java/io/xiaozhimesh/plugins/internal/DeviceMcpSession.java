package io.xiaozhimesh.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The mesh as MCP client of one device, over one connection: {@code initialize}, {@code notifications/initialized},
 * {@code tools/list} page by page, then calls. The device answers in the order of the calls, or never: every request
 * has its end in here.
 *
 * <p>Ids count from 1 over all requests of the session. Not thread-safe.
 */
public final class DeviceMcpSession {

  /** Room that the owner's envelope around a payload needs, in bytes. */
  static final int ENVELOPE_BYTES = 160;

  private enum Step { INITIALIZE, LIST, CALL }

  private record Pending(Step step, int call, long expiresAtMs) {
  }

  private final DeviceLimits limits;
  private final DeviceOutput out;
  private final McpToolList tools;
  private final Map<Integer, Pending> pending = new TreeMap<>();
  private int lastId;
  private int waitingCalls;
  private boolean listed;

  DeviceMcpSession(DeviceLimits limits, ToolNames names, DeviceOutput out) {
    this.limits = limits;
    this.out = out;
    this.tools = new McpToolList(limits, names, out::noted);
  }

  /** The device said that it speaks MCP. */
  void opened(String visionUrl, String visionToken, long nowMs) {
    int id = expect(Step.INITIALIZE, 0, nowMs + limits.callTimeoutMs());
    out.send(DeviceChannel.MCP, McpRequests.initialize(id, visionUrl, visionToken));
  }

  /** True when no further tool will come. */
  boolean listed() {
    return listed;
  }

  /** The tools known so far, in the device's order. */
  List<ToolSpec> specs() {
    return tools.specs();
  }

  Optional<McpTool> find(String safeName) {
    return tools.find(safeName);
  }

  /** Calls a tool with fitted arguments; {@link DeviceOutput#resolved} follows exactly once. */
  void call(int call, McpTool tool, ObjectNode arguments, long expiresAtMs, long nowMs) {
    if (waitingCalls >= limits.callsMax()) {
      out.noted(DeviceEvent.CALL_REFUSED);
      out.resolved(call, ToolResults.failed("The device is still busy with other commands."));
      return;
    }
    String request = McpRequests.call(lastId + 1, tool.foreignName(), arguments);
    if (!fitsDownlink(request)) {
      out.resolved(call, ToolResults.failed("The arguments are too long for the device."));
      return;
    }
    long ownLimitMs = nowMs + limits.timeoutMs(tool.foreignName());
    expect(Step.CALL, call, Math.min(expiresAtMs, ownLimitMs));
    waitingCalls++;
    out.send(DeviceChannel.MCP, request);
  }

  /** A payload of the device. */
  void message(String json, long nowMs) {
    Optional<ObjectNode> read = Json.object(json);
    if (read.isEmpty()) {
      out.noted(DeviceEvent.MALFORMED);
    } else if (read.get().path("method").isTextual()) {
      out.noted(read.get().has("id") ? DeviceEvent.REQUEST : DeviceEvent.NOTIFICATION);
    } else {
      answer(read.get(), nowMs);
    }
  }

  /** Ends what has waited too long. */
  void expire(long nowMs) {
    List<Map.Entry<Integer, Pending>> due =
        List.copyOf(pending.entrySet()).stream().filter(e -> e.getValue().expiresAtMs <= nowMs).toList();
    due.forEach(entry -> {
      pending.remove(entry.getKey());
      switch (entry.getValue().step) {
        case INITIALIZE -> listingFailed(DeviceEvent.INITIALIZE_FAILED);
        case LIST -> listingFailed(DeviceEvent.LIST_FAILED);
        case CALL -> end(entry.getValue(), DeviceEvent.CALL_TIMEOUT, "The device did not answer in time.");
      }
    });
  }

  /** The device is gone: whatever waits fails now. */
  void closed() {
    List<Pending> abandoned = List.copyOf(pending.values());
    pending.clear();
    listed = true;
    abandoned.stream().filter(p -> p.step == Step.CALL).forEach(
        p -> end(p, DeviceEvent.CALL_ABANDONED, "The device has disconnected before it answered."));
  }

  /** Whether the device can take this much in one message. */
  static boolean fitsDownlink(String payload) {
    return payload.getBytes(StandardCharsets.UTF_8).length <= Limits.DOWNLINK_TEXT_BYTES_MAX - ENVELOPE_BYTES;
  }

  private void answer(ObjectNode message, long nowMs) {
    JsonNode id = message.path("id");
    if (!id.isNumber()) {
      out.noted(id.isMissingNode() ? DeviceEvent.MALFORMED : DeviceEvent.FOREIGN_ID);
      return;
    }
    boolean succeeded = message.path("result").isObject();
    boolean failed = message.hasNonNull("error");
    if (succeeded == failed) {
      out.noted(DeviceEvent.MALFORMED);
      return;
    }
    Pending request = id.doubleValue() == id.intValue() ? pending.remove(id.intValue()) : null;
    if (request == null) {
      out.noted(DeviceEvent.UNKNOWN_ID);
      return;
    }
    switch (request.step) {
      case INITIALIZE -> initialized(nowMs);
      case LIST -> page(message, failed, nowMs);
      case CALL -> resolve(request,
          failed ? ToolResults.ofError(message.get("error")) : ToolResults.ofResult(message.get("result")));
    }
  }

  /** A device that refuses {@code initialize} may still list its tools. */
  private void initialized(long nowMs) {
    out.send(DeviceChannel.MCP, McpRequests.initialized());
    list("", nowMs);
  }

  private void page(ObjectNode message, boolean failed, long nowMs) {
    if (failed) {
      listingFailed(DeviceEvent.LIST_FAILED);
      return;
    }
    tools.accept(message.get("result")).ifPresentOrElse(cursor -> list(cursor, nowMs), () -> listed = true);
  }

  private void list(String cursor, long nowMs) {
    int id = expect(Step.LIST, 0, nowMs + limits.callTimeoutMs());
    out.send(DeviceChannel.MCP, McpRequests.list(id, cursor));
  }

  private void listingFailed(DeviceEvent why) {
    listed = true;
    out.noted(why);
  }

  private void end(Pending request, DeviceEvent why, String sentence) {
    out.noted(why);
    resolve(request, ToolResults.failed(sentence));
  }

  private void resolve(Pending request, ToolResult result) {
    waitingCalls--;
    out.resolved(request.call, result);
  }

  private int expect(Step step, int call, long expiresAtMs) {
    int id = ++lastId;
    pending.put(id, new Pending(step, call, expiresAtMs));
    return id;
  }
}
