package io.xiaozhimesh.protocol.device;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.MeshException;

/**
 * The JSON messages for devices. Each is valid UTF-8, shorter than
 * {@link io.xiaozhimesh.protocol.Limits#DOWNLINK_TEXT_BYTES_MAX} bytes, names its session, and has no control
 * characters or broken surrogate pairs in its texts; texts that are too long are cut. Thread-safe.
 */
public final class Downlink {

  private static final int TEXT_BYTES_MAX = 6_000;
  private static final int WORD_BYTES_MAX = 256;

  private Downlink() {
  }

  /** The answer to a hello. Firmware crashes without {@code transport}. One per hello, never unasked. */
  public static String hello(String sessionId, AudioFormat downlink) {
    ObjectNode message = message("hello", sessionId);
    message.put("version", 1).put("transport", "websocket");
    message.putObject("audio_params")
        .put("format", "opus")
        .put("sample_rate", downlink.sampleRateHz())
        .put("channels", downlink.channels())
        .put("frame_duration", downlink.frameDurationMs());
    return DownlinkJson.write(message);
  }

  /** Shows what the user said. */
  public static String stt(String sessionId, String text) {
    return DownlinkJson.write(message("stt", sessionId).put("text", WireText.fit(text, TEXT_BYTES_MAX)));
  }

  /** Sets the face. To be sent after {@link #ttsStart}: the device goes back to neutral when its state changes. */
  public static String llm(String sessionId, Emotion emotion) {
    return DownlinkJson.write(message("llm", sessionId)
        .put("emotion", emotion.wireName())
        .put("text", emotion.emoji()));
  }

  /** The device speaks from here on; audio sent before this is dropped. */
  public static String ttsStart(String sessionId) {
    return DownlinkJson.write(tts(sessionId, "start"));
  }

  /** Shows the sentence whose audio follows. */
  public static String ttsSentenceStart(String sessionId, String text) {
    return DownlinkJson.write(tts(sessionId, "sentence_start").put("text", WireText.fit(text, TEXT_BYTES_MAX)));
  }

  /** The device stops speaking; audio sent after this is dropped. */
  public static String ttsStop(String sessionId) {
    return DownlinkJson.write(tts(sessionId, "stop"));
  }

  /**
   * A JSON-RPC message for the device's tools.
   *
   * @throws MeshException BAD_REQUEST when the payload is no JSON object or the message becomes too long
   */
  public static String mcp(String sessionId, String payloadJson) {
    ObjectNode message = message("mcp", sessionId);
    message.set("payload", DownlinkJson.object(payloadJson));
    return DownlinkJson.write(message);
  }

  /**
   * Commands for the things of firmware before 1.8.
   *
   * @param commandsJson a list of {@code {name, method, parameters}}
   * @throws MeshException BAD_REQUEST when the commands are no JSON list or the message becomes too long
   */
  public static String iot(String sessionId, String commandsJson) {
    ObjectNode message = message("iot", sessionId);
    message.set("commands", DownlinkJson.list(commandsJson));
    return DownlinkJson.write(message);
  }

  /** Restarts the device about a second later. */
  public static String reboot(String sessionId) {
    return DownlinkJson.write(message("system", sessionId).put("command", "reboot"));
  }

  /**
   * Shows a notice with a sound.
   *
   * @param emotion a face or the name of an icon, such as "warning" or "cloud_off"
   */
  public static String alert(String sessionId, String status, String text, String emotion) {
    return DownlinkJson.write(message("alert", sessionId)
        .put("status", WireText.fit(status, WORD_BYTES_MAX))
        .put("message", WireText.fit(text, TEXT_BYTES_MAX))
        .put("emotion", WireText.fit(emotion, WORD_BYTES_MAX)));
  }

  /**
   * Whatever a firmware built for it understands.
   *
   * @throws MeshException BAD_REQUEST when the payload is no JSON object or the message becomes too long
   */
  public static String custom(String sessionId, String payloadJson) {
    ObjectNode message = message("custom", sessionId);
    message.set("payload", DownlinkJson.object(payloadJson));
    return DownlinkJson.write(message);
  }

  /** The answer to a {@code ping} message. */
  public static String pong(String sessionId, long unixMs) {
    return DownlinkJson.write(message("pong", sessionId).put("timestamp", unixMs));
  }

  private static ObjectNode tts(String sessionId, String state) {
    return message("tts", sessionId).put("state", state);
  }

  private static ObjectNode message(String type, String sessionId) {
    return JsonNodeFactory.instance.objectNode()
        .put("type", type)
        .put("session_id", WireText.fit(sessionId, WORD_BYTES_MAX));
  }
}
