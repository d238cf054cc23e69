package io.xiaozhimesh.ingress.conformance;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * One frame that the server sent, or the end of the connection.
 *
 * @param opcode of the WebSocket frame; {@link #END} for the end of TCP
 * @param payload as it was sent
 * @param atNs when it was read
 */
record Heard(int opcode, byte[] payload, long atNs) {

  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;
  static final int END = -1;

  boolean binary() {
    return opcode == BINARY;
  }

  String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  JsonObject json() {
    return opcode == TEXT ? new JsonObject(text()) : new JsonObject();
  }

  /** "hello", "stt", "llm", "tts start", …; "audio", "close", "pong" or "end" for what is no text. */
  String name() {
    return switch (opcode) {
      case TEXT -> json().getString("type") + (json().containsKey("state") ? " " + json().getString("state") : "");
      case BINARY -> "audio";
      case CLOSE -> "close";
      case PING -> "ping frame";
      case PONG -> "pong frame";
      default -> "end";
    };
  }

  int closeCode() {
    return opcode == CLOSE && payload.length >= 2 ? (payload[0] & 0xFF) << 8 | payload[1] & 0xFF : -1;
  }

  double msSince(Heard earlier) {
    return (atNs - earlier.atNs) / 1e6;
  }
}
