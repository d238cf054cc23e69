package io.xiaozhimesh.bench.device;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.firmware.ListeningMode;

/** The texts that a device sends. The session id is copied into each of them unescaped, as the firmware does. */
final class DeviceMessages {

  private DeviceMessages() {
  }

  static String hello(DeviceConfig config) {
    JsonObject features = new JsonObject();
    if (config.options().mcp()) {
      features.put("mcp", true);
    }
    return new JsonObject()
        .put("type", "hello")
        .put("version", config.framing().version())
        .put("features", features.put("glyph_push", false))
        .put("transport", "websocket")
        .put("audio_params", new JsonObject()
            .put("format", "opus")
            .put("sample_rate", SpeechClip.SAMPLE_RATE_HZ)
            .put("channels", 1)
            .put("frame_duration", SpeechClip.FRAME_DURATION_MS))
        .encode();
  }

  static String listenStart(String sessionId, ListeningMode mode) {
    return open(sessionId) + "\"type\":\"listen\",\"state\":\"start\",\"mode\":\"" + mode.wire() + "\"}";
  }

  static String listenStop(String sessionId) {
    return open(sessionId) + "\"type\":\"listen\",\"state\":\"stop\"}";
  }

  static String listenDetect(String sessionId, String text) {
    String quoted = new JsonObject().put("text", text).encode();
    return open(sessionId) + "\"type\":\"listen\",\"state\":\"detect\"," + quoted.substring(1);
  }

  static String abort(String sessionId, String reason) {
    return open(sessionId) + "\"type\":\"abort\"" + (reason == null ? "" : ",\"reason\":\"" + reason + '"') + '}';
  }

  static String mcp(String sessionId, String payload) {
    return open(sessionId) + "\"type\":\"mcp\",\"payload\":" + payload + '}';
  }

  private static String open(String sessionId) {
    return "{\"session_id\":\"" + sessionId + "\",";
  }
}
