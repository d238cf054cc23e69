package io.xiaozhimesh.plugins.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * JSON-RPC 2.0 as the device's firmware takes it: a request with another {@code jsonrpc}, an id that is no number, or
 * {@code params} that are no object is ignored without an answer. Stateless.
 */
final class McpRequests {

  /** The version that the firmware speaks. */
  static final String PROTOCOL_VERSION = "2024-11-05";

  private McpRequests() {
  }

  /** The first request. A camera needs the address to which it uploads pictures; without one no vision is offered. */
  static String initialize(int id, String visionUrl, String visionToken) {
    ObjectNode request = request(id, "initialize");
    ObjectNode params = (ObjectNode) request.get("params");
    params.put("protocolVersion", PROTOCOL_VERSION);
    ObjectNode capabilities = params.putObject("capabilities");
    if (!visionUrl.isEmpty()) {
      capabilities.putObject("vision").put("url", visionUrl).put("token", visionToken);
    }
    params.putObject("clientInfo").put("name", "xiaozhi-mesh").put("version", "1");
    return request.toString();
  }

  static String initialized() {
    return Json.object().put("jsonrpc", "2.0").put("method", "notifications/initialized").toString();
  }

  static String list(int id, String cursor) {
    ObjectNode request = request(id, "tools/list");
    if (!cursor.isEmpty()) {
      ((ObjectNode) request.get("params")).put("cursor", cursor);
    }
    return request.toString();
  }

  static String call(int id, String foreignName, ObjectNode arguments) {
    ObjectNode request = request(id, "tools/call");
    ((ObjectNode) request.get("params")).put("name", foreignName).set("arguments", arguments);
    return request.toString();
  }

  private static ObjectNode request(int id, String method) {
    ObjectNode request = Json.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
    request.putObject("params");
    return request;
  }
}
