package io.xiaozhimesh.bench.device;

import io.vertx.core.json.JsonObject;

/**
 * What the server's hello says.
 *
 * @param sessionId goes into each later message; empty when the server named none
 * @param sampleRateHz rate of what the server will send
 * @param frameDurationMs duration of each of its packets
 */
public record ServerHello(String sessionId, int sampleRateHz, int frameDurationMs) {

  /** What a device assumes when the hello does not say it, in Hz. */
  public static final int DEFAULT_SAMPLE_RATE_HZ = 24_000;

  /** What a device assumes when the hello does not say it, in milliseconds. */
  public static final int DEFAULT_FRAME_DURATION_MS = 60;

  /** Whether a device takes this message as its hello: a wrong transport is ignored, a missing one crashes it. */
  static boolean isAcceptable(JsonObject message) {
    return "hello".equals(message.getValue("type")) && "websocket".equals(message.getValue("transport"));
  }

  static ServerHello of(JsonObject message) {
    JsonObject audio = message.getValue("audio_params") instanceof JsonObject json ? json : new JsonObject();
    return new ServerHello(
        message.getValue("session_id") instanceof String id ? id : "",
        number(audio, "sample_rate", DEFAULT_SAMPLE_RATE_HZ),
        number(audio, "frame_duration", DEFAULT_FRAME_DURATION_MS));
  }

  private static int number(JsonObject json, String key, int otherwise) {
    return json.getValue(key) instanceof Number n ? n.intValue() : otherwise;
  }
}
