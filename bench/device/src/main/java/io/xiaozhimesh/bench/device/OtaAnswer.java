package io.xiaozhimesh.bench.device;

import io.vertx.core.json.JsonObject;

/**
 * What a device takes from the server's configuration.
 *
 * @param websocketUrl where to talk; empty when the server offers no WebSocket, and always when it offers MQTT
 * @param token for the WebSocket; may be empty
 * @param protocolVersion packet framing, 1 to 3
 * @param activationCode six digits to show; empty when the device is bound
 * @param json the whole answer
 */
public record OtaAnswer(
    String websocketUrl, String token, int protocolVersion, String activationCode, JsonObject json) {

  static OtaAnswer of(JsonObject json) {
    JsonObject websocket = section(json, "websocket");
    String url = json.containsKey("mqtt") ? "" : text(websocket, "url");
    int version = websocket.getValue("version") instanceof Number n ? n.intValue() : 1;
    return new OtaAnswer(
        url, text(websocket, "token"), version, text(section(json, "activation"), "code"), json);
  }

  /** Whether the device must be bound to an account first. */
  public boolean activationWanted() {
    return !activationCode.isEmpty();
  }

  private static JsonObject section(JsonObject json, String key) {
    return json.getValue(key) instanceof JsonObject section ? section : new JsonObject();
  }

  private static String text(JsonObject json, String key) {
    return json.getValue(key) instanceof String text ? text : "";
  }
}
