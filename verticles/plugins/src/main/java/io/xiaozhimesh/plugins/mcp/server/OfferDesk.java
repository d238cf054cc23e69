package io.xiaozhimesh.plugins.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.mcp.wire.JsonRpc;
import io.xiaozhimesh.plugins.mcp.wire.McpVersions;
import io.xiaozhimesh.plugins.mcp.wire.RpcMessage.Request;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.List;
import java.util.Optional;

/** What a client asks and what it is answered, as JSON-RPC texts. Knows no HTTP. On one context. */
final class OfferDesk {

  private final OfferOptions options;
  private final OfferedTools ours;
  private int running;

  OfferDesk(OfferOptions options, OfferedTools ours) {
    this.options = options;
    this.ours = ours;
  }

  /** Which revision is spoken with a client that asks for this one. */
  static String version(Request initialize) {
    String wanted = Json.text(initialize.params(), "protocolVersion");
    return McpVersions.speaks(wanted) ? wanted : McpVersions.NEWEST;
  }

  static String initialized(Request initialize, String version) {
    ObjectNode result = Json.object().put("protocolVersion", version);
    result.putObject("capabilities").putObject("tools").put("listChanged", true);
    result.putObject("serverInfo").put("name", "xiaozhi-mesh").put("version", "1");
    return JsonRpc.result(initialize.id(), result);
  }

  /** The answer to any other request; never fails. */
  Future<String> answer(Request request, OfferSession session) {
    return switch (request.method()) {
      case "ping" -> Future.succeededFuture(JsonRpc.result(request.id(), Json.object()));
      case "tools/list" -> ours.list(options.agent()).map(tools -> page(request, tools));
      case "tools/call" -> call(request, session);
      default -> Future.succeededFuture(JsonRpc.error(
          request.id(), JsonRpc.METHOD_NOT_FOUND, "Method not found: " + request.method()));
    };
  }

  /** The cursor is the name of the first tool of the page, so that it stays right when others come or go. */
  private String page(Request request, List<ToolSpec> tools) {
    JsonNode cursor = request.params().path("cursor");
    int from = 0;
    if (!cursor.isMissingNode() && !cursor.isNull()) {
      List<String> names = tools.stream().map(ToolSpec::name).toList();
      from = names.indexOf(cursor.asText());
      if (from < 0) {
        return JsonRpc.error(request.id(), JsonRpc.INVALID_PARAMS, "There is no such cursor");
      }
    }
    int to = Math.min(tools.size(), from + options.pageTools());
    ObjectNode result = Json.object();
    ArrayNode list = result.putArray("tools");
    tools.subList(from, to).forEach(tool -> list.add(descriptor(tool)));
    if (to < tools.size()) {
      result.put("nextCursor", tools.get(to).name());
    }
    return JsonRpc.result(request.id(), result);
  }

  private static ObjectNode descriptor(ToolSpec tool) {
    ObjectNode descriptor = Json.object().put("name", tool.name()).put("description", tool.description());
    ObjectNode schema = Json.object(tool.inputSchemaJson()).orElseGet(Json::object);
    descriptor.set("inputSchema", schema.put("type", "object"));
    descriptor.putObject("annotations")
        .put("readOnlyHint", tool.effect() == ToolEffect.PURE)
        .put("idempotentHint", tool.effect() != ToolEffect.SIDE_EFFECTING);
    return descriptor;
  }

  private Future<String> call(Request request, OfferSession session) {
    String name = Json.text(request.params(), "name");
    JsonNode arguments = request.params().path("arguments");
    if (name.isEmpty() || !arguments.isMissingNode() && !arguments.isObject()) {
      return refused(request, JsonRpc.INVALID_PARAMS, "A call needs a name, and an object as arguments");
    } else if (running >= options.callsMax()) {
      return refused(request, JsonRpc.INTERNAL_ERROR, "Too many calls are running");
    }
    running++;
    return ours.list(options.agent()).compose(tools -> {
      Optional<ToolSpec> tool = tools.stream().filter(one -> one.name().equals(name)).findFirst();
      return tool.isEmpty()
          ? refused(request, JsonRpc.INVALID_PARAMS, "Unknown tool: " + name)
          : ours.call(options.agent(), session.id(), session.nextCall(), name,
              arguments.isObject() ? arguments.toString() : "{}", options.deadlineMs())
              .map(result -> answered(request, result));
    }).onComplete(done -> running--);
  }

  private static String answered(Request request, ToolResult called) {
    ObjectNode result = Json.object();
    result.putArray("content").addObject().put("type", "text").put("text", called.text());
    result.put("isError", called.failed());
    return JsonRpc.result(request.id(), result);
  }

  private static Future<String> refused(Request request, int code, String message) {
    return Future.succeededFuture(JsonRpc.error(request.id(), code, message));
  }
}
