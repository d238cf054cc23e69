package io.xiaozhimesh.bench.device.firmware;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The MCP server inside a device, with the firmware's rules: what is not JSON-RPC 2.0 with a text method, an integer id
 * and object params is silently ignored; an error has no code and its text is not escaped; tools are listed in order of
 * registration in pages of at most 8000 bytes. Used by one thread.
 */
public final class DeviceMcpServer {

  /** Bytes of a page of tools, at most. */
  public static final int PAGE_BYTES = 8_000;

  private static final int PAGE_RESERVE_BYTES = 30;

  private final List<DeviceTool> tools;
  private final String board;
  private final String version;
  private final List<String> called = new ArrayList<>();

  /** A server with these tools, on a board with a name and a firmware version. */
  public DeviceMcpServer(List<DeviceTool> tools, String board, String version) {
    this.tools = List.copyOf(tools);
    this.board = board;
    this.version = version;
  }

  /** The tools called so far, in order; emptied by reading. */
  public List<String> takeCalled() {
    List<String> names = List.copyOf(called);
    called.clear();
    return names;
  }

  /** The text of the answer's payload; empty when the device stays silent. */
  public Optional<String> answer(JsonObject request) {
    if (!"2.0".equals(request.getValue("jsonrpc")) || !(request.getValue("method") instanceof String method)
        || method.startsWith("notifications")) {
      return Optional.empty();
    }
    boolean badParams = request.containsKey("params") && !(request.getValue("params") instanceof JsonObject);
    if (badParams || !(request.getValue("id") instanceof Number id)) {
      return Optional.empty();
    }
    return Optional.of(answer(saturated(id), method, request.getJsonObject("params", new JsonObject())));
  }

  private String answer(int id, String method, JsonObject params) {
    try {
      return switch (method) {
        case "initialize" -> result(id, initialized().encode());
        case "tools/list" -> result(id, page(params));
        case "tools/call" -> result(id, call(params).encode());
        default -> error(id, "Method not implemented: " + method);
      };
    } catch (IllegalArgumentException e) {
      return error(id, e.getMessage());
    }
  }

  private static int saturated(Number id) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, id.doubleValue()));
  }

  private static String result(int id, String json) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + json + "}";
  }

  private static String error(int id, String text) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"message\":\"" + text + "\"}}";
  }

  private JsonObject initialized() {
    return new JsonObject()
        .put("protocolVersion", "2024-11-05")
        .put("capabilities", new JsonObject().put("tools", new JsonObject()))
        .put("serverInfo", new JsonObject(Map.of("name", board, "version", version)));
  }

  private String page(JsonObject params) {
    String cursor = params.getValue("cursor") instanceof String text ? text : "";
    List<DeviceTool> listed = tools.stream()
        .filter(tool -> !tool.userOnly() || Boolean.TRUE.equals(params.getValue("withUserTools")))
        .dropWhile(tool -> !cursor.isEmpty() && !tool.name().equals(cursor))
        .toList();
    JsonArray page = new JsonArray();
    int bytes = 0;
    for (DeviceTool tool : listed) {
      JsonObject descriptor = tool.descriptor();
      bytes += descriptor.encode().length() + 1;
      if (bytes + PAGE_RESERVE_BYTES > PAGE_BYTES && !page.isEmpty()) {
        return new JsonObject().put("tools", page).put("nextCursor", tool.name()).encode();
      }
      page.add(descriptor);
    }
    if (page.isEmpty() || bytes + PAGE_RESERVE_BYTES > PAGE_BYTES) {
      throw new IllegalArgumentException("Failed to add tool " + cursor + " because of payload size limit");
    }
    return new JsonObject().put("tools", page).encode();
  }

  private JsonObject call(JsonObject params) {
    if (!(params.getValue("name") instanceof String name)) {
      throw new IllegalArgumentException("Missing name");
    }
    if (params.containsKey("arguments") && !(params.getValue("arguments") instanceof JsonObject)) {
      throw new IllegalArgumentException("Invalid arguments");
    }
    DeviceTool tool = tools.stream().filter(candidate -> candidate.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown tool: " + name));
    called.add(name);
    return tool.call(params.getJsonObject("arguments", new JsonObject()));
  }
}
