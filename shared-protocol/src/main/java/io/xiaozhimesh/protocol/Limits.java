package io.xiaozhimesh.protocol;

/**
 * Every bound of the wire and of the bus, in one place. What can be configured has its default in
 * {@code conf/mesh.yaml}; these hold in every deployment.
 */
public final class Limits {

  /** Largest Opus packet, in bytes (RFC 6716: 1275 for one frame; a 120 ms packet holds up to six). */
  public static final int OPUS_PACKET_BYTES_MAX = 7_680;

  /** Largest binary WebSocket message of a device, in bytes: one Opus packet and the longest framing header. */
  public static final int DEVICE_BINARY_BYTES_MAX = OPUS_PACKET_BYTES_MAX + 16;

  /** Largest JSON message of a device, in bytes. MCP tool lists reach 8 kB, camera results more. */
  public static final int DEVICE_TEXT_BYTES_MAX = 65_536;

  /** Deepest nesting of a JSON message of a device. */
  public static final int DEVICE_JSON_DEPTH_MAX = 32;

  /** Largest JSON message sent to a device, in bytes: its receive task has a 4 kB stack. */
  public static final int DOWNLINK_TEXT_BYTES_MAX = 8_192;

  /** Largest body of an OTA request, in bytes. */
  public static final int OTA_BODY_BYTES_MAX = 65_536;

  /** Longest device or client id, in characters. */
  public static final int DEVICE_ID_CHARS_MAX = 128;

  /** Longest session id, in characters. */
  public static final int SESSION_ID_CHARS_MAX = 64;

  /** Longest transcript or typed text, in characters. */
  public static final int TRANSCRIPT_CHARS_MAX = 4_000;

  /** Longest spoken sentence, in characters; longer ones are split for small displays. */
  public static final int SENTENCE_CHARS_MAX = 400;

  /** Longest idempotency key that is kept, in characters. */
  public static final int IDEMPOTENCY_KEY_CHARS_MAX = 128;

  /** Longest reference of a sound, in characters. */
  public static final int AUDIO_REFERENCE_CHARS_MAX = 1_024;

  /** Largest payload of one bus message, in bytes. Larger things go by HTTP. */
  public static final int BUS_PAYLOAD_BYTES_MAX = 65_536;

  /** Packets that the device's decode queue holds; the newest is dropped when it is full. */
  public static final int DEVICE_QUEUE_PACKETS_MAX = 40;

  private Limits() {
  }
}
