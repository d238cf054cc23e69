package io.xiaozhimesh.ingress.socket;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.xiaozhimesh.ingress.socket.rfc6455.Handshake;

/**
 * What a request says that matters for its upgrade. Members may be null where the request says nothing.
 *
 * @param key of the WebSocket
 * @param version of the WebSocket
 * @param origin the web page that asks
 * @param host the server as the client calls it
 * @param sent what the client says of itself
 * @param address where it comes from
 */
record UpgradeRequest(String key, String version, String origin, String host, Sent sent, String address) {

  /** What a client says of itself, in headers or else in the query: browsers cannot set headers. */
  record Sent(String deviceId, String clientId, String authorization, String framingVersion) {
  }

  private static final String GATEWAY = "mqtt_gateway";

  static boolean wantsWebSocket(HttpServerRequest request) {
    return Handshake.names(request.getHeader("upgrade"), "websocket")
        && Handshake.names(String.join(",", request.headers().getAll("connection")), "upgrade");
  }

  static UpgradeRequest of(HttpServerRequest request) {
    MultiMap headers = request.headers();
    MultiMap query = request.params();
    String framing = GATEWAY.equals(query.get("from")) ? "2" : either(headers, query, "protocol-version");
    return new UpgradeRequest(
        headers.get("sec-websocket-key"),
        headers.get("sec-websocket-version"),
        headers.get("origin"),
        headers.get("host"),
        new Sent(
            either(headers, query, "device-id"),
            either(headers, query, "client-id"),
            either(headers, query, "authorization"),
            framing),
        request.remoteAddress().hostAddress());
  }

  private static String either(MultiMap headers, MultiMap query, String name) {
    String header = headers.get(name);
    return header != null && !header.isBlank() ? header : query.get(name);
  }
}
