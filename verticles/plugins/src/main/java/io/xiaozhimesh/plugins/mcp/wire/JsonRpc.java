package io.xiaozhimesh.plugins.mcp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.plugins.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes JSON-RPC 2.0 as MCP uses it. Stateless. */
public final class JsonRpc {

  /** The text is no JSON. */
  public static final int PARSE_ERROR = -32_700;
  /** It is no request. */
  public static final int INVALID_REQUEST = -32_600;
  /** There is no such method. */
  public static final int METHOD_NOT_FOUND = -32_601;
  /** The parameters make no sense. */
  public static final int INVALID_PARAMS = -32_602;
  /** It is our fault. */
  public static final int INTERNAL_ERROR = -32_603;

  private static final Pattern ID_AT_THE_HEAD = Pattern.compile("^[^\\[]{0,80}?\"id\"\\s*:\\s*(\\d{1,15})\\s*,");
  private static final Pattern ID_AT_THE_TAIL = Pattern.compile(",\\s*\"id\"\\s*:\\s*(\\d{1,15})\\s*"
      + "(,\\s*\"jsonrpc\"\\s*:\\s*\"2.0\"\\s*)?}\\s*$");

  private JsonRpc() {
  }

  /** The message in this text, or the messages of a batch; never empty. */
  public static List<RpcMessage> read(String text) {
    Optional<JsonNode> read = Json.tree(text);
    if (read.isEmpty()) {
      return List.of(new RpcMessage.Malformed(false));
    }
    if (read.get() instanceof ArrayNode batch && !batch.isEmpty()) {
      List<RpcMessage> messages = new ArrayList<>();
      batch.forEach(one -> messages.add(message(one)));
      return messages;
    }
    return List.of(message(read.get()));
  }

  private static RpcMessage message(JsonNode node) {
    if (!(node instanceof ObjectNode object) || !object.path("jsonrpc").asText().equals("2.0")) {
      return new RpcMessage.Malformed(true);
    }
    JsonNode id = object.path("id");
    if (object.path("method").isTextual()) {
      JsonNode given = object.path("params");
      if (!given.isMissingNode() && !given.isObject()) {
        return new RpcMessage.Malformed(true);
      }
      ObjectNode params = given instanceof ObjectNode some ? some : Json.object();
      String method = object.path("method").textValue();
      if (id.isMissingNode()) {
        return new RpcMessage.Notification(method, params);
      }
      return id.isTextual() || id.isNumber()
          ? new RpcMessage.Request(id, method, params)
          : new RpcMessage.Malformed(true);
    }
    return answer(object, id);
  }

  /** Some peers send our number back as a text. */
  private static RpcMessage answer(ObjectNode object, JsonNode id) {
    long number = id.isIntegralNumber() || id.isTextual() && id.textValue().matches("\\d{1,15}") ? id.asLong() : -1;
    JsonNode error = object.path("error");
    if (error.isObject() || error.isTextual()) {
      String message = error.isTextual() ? error.textValue() : error.path("message").asText("");
      return new RpcMessage.Failure(number, error.path("code").asInt(0), message);
    }
    return object.path("result") instanceof ObjectNode result && number >= 0
        ? new RpcMessage.Result(number, result)
        : new RpcMessage.Malformed(true);
  }

  /** A request with a number as its id. */
  public static String request(long id, String method, ObjectNode params) {
    ObjectNode request = envelope().put("id", id).put("method", method);
    request.set("params", params);
    return request.toString();
  }

  /** A notification. */
  public static String notification(String method, ObjectNode params) {
    ObjectNode notification = envelope().put("method", method);
    if (!params.isEmpty()) {
      notification.set("params", params);
    }
    return notification.toString();
  }

  /** The answer to a request. */
  public static String result(JsonNode id, ObjectNode result) {
    ObjectNode answer = envelope();
    answer.set("id", id);
    answer.set("result", result);
    return answer.toString();
  }

  /** The refusal of a request; {@code id} is null where it could not be read. */
  public static String error(JsonNode id, int code, String message) {
    ObjectNode answer = envelope();
    answer.set("id", id);
    answer.putObject("error").put("code", code).put("message", message);
    return answer.toString();
  }

  /**
   * Which request a message answers that is too large to be read: writers put the id before or behind the result.
   *
   * @param head the first bytes of the message as text
   * @param tail the last ones
   */
  public static OptionalLong idOfOversized(String head, String tail) {
    Matcher atTail = ID_AT_THE_TAIL.matcher(tail);
    if (atTail.find()) {
      return OptionalLong.of(Long.parseLong(atTail.group(1)));
    }
    Matcher atHead = ID_AT_THE_HEAD.matcher(head);
    return atHead.find() ? OptionalLong.of(Long.parseLong(atHead.group(1))) : OptionalLong.empty();
  }

  private static ObjectNode envelope() {
    return Json.object().put("jsonrpc", "2.0");
  }
}
