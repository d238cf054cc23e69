package io.xiaozhimesh.stage.signing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A binary message of Volcano Engine's (Doubao's) speech services, the same for recognition and synthesis: four bytes of
 * header, then what the flags announce, then a payload with its length; all numbers big-endian
 * (https://www.volcengine.com/docs/6561/1329505 for synthesis, https://www.volcengine.com/docs/6561/1354869 for
 * recognition). The payload stands here unpacked.
 *
 * @param type one of the constants
 * @param flags {@link #PLAIN}, {@link #SEQUENCE}, {@link #LAST}, {@link #LAST_SEQUENCE} or {@link #EVENT}
 * @param json whether the payload is JSON, else raw bytes
 * @param gzip whether the payload travels compressed
 * @param number the sequence number, the event, or 0, as the flags say
 * @param id of the connection or session to which an event belongs, or ""
 * @param errorCode of an {@link #ERROR}, else 0
 * @param payload unpacked; not copied
 */
public record VolcFrame(
    int type, int flags, boolean json, boolean gzip, int number, String id, int errorCode, byte[] payload) {

  /** A request of a client. */
  public static final int CLIENT_REQUEST = 0b0001;
  /** Sound of a client. */
  public static final int CLIENT_AUDIO = 0b0010;
  /** An answer of the service. */
  public static final int SERVER_RESPONSE = 0b1001;
  /** Sound of the service. */
  public static final int SERVER_AUDIO = 0b1011;
  /** The service refuses. */
  public static final int ERROR = 0b1111;

  /** Nothing between header and payload. */
  public static final int PLAIN = 0b0000;
  /** A sequence number follows. */
  public static final int SEQUENCE = 0b0001;
  /** The last one, without number. */
  public static final int LAST = 0b0010;
  /** The last one, with a negative sequence number. */
  public static final int LAST_SEQUENCE = 0b0011;
  /** The number of an event follows, and the id that it belongs to. */
  public static final int EVENT = 0b0100;

  /** Event: a client opens a connection; without id. */
  public static final int START_CONNECTION = 1;
  /** Event: a client closes a connection; without id. */
  public static final int FINISH_CONNECTION = 2;

  /** Longest payload, packed or unpacked, in bytes. */
  public static final int PAYLOAD_BYTES_MAX = 8 * 1024 * 1024;

  private static final int VERSION_AND_WORDS = 0x11;

  /** A JSON request without number. */
  public static VolcFrame request(String json, boolean gzip) {
    return new VolcFrame(CLIENT_REQUEST, PLAIN, true, gzip, 0, "", 0, bytes(json));
  }

  /** An event of a connection ({@code id} "") or of a session. */
  public static VolcFrame event(int event, String id, String json) {
    return new VolcFrame(CLIENT_REQUEST, EVENT, true, false, event, id, 0, bytes(json));
  }

  /** Sound without number. */
  public static VolcFrame audio(byte[] sound, boolean last, boolean gzip) {
    return new VolcFrame(CLIENT_AUDIO, last ? LAST : PLAIN, false, gzip, 0, "", 0, sound);
  }

  /** Whether this is the last of its sender. */
  public boolean isLast() {
    return flags == LAST || flags == LAST_SEQUENCE;
  }

  /** Whether {@link #number} is an event. */
  public boolean hasEvent() {
    return flags == EVENT;
  }

  /** The payload as text. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** As it goes over the wire. */
  public byte[] encode() {
    byte[] body = gzip ? packed(payload) : payload;
    byte[] idBytes = bytes(id);
    ByteBuffer out = ByteBuffer.allocate(20 + idBytes.length + body.length);
    out.put((byte) VERSION_AND_WORDS).put((byte) (type << 4 | flags))
        .put((byte) ((json ? 0x10 : 0) | (gzip ? 1 : 0))).put((byte) 0);
    if (type == ERROR) {
      out.putInt(errorCode);
    }
    if (hasSequence(flags) || hasEvent()) {
      out.putInt(number);
    }
    if (hasEvent() && hasId(number)) {
      out.putInt(idBytes.length).put(idBytes);
    }
    out.putInt(body.length).put(body);
    byte[] wire = new byte[out.position()];
    out.rewind().get(wire);
    return wire;
  }

  /**
   * Reads one message.
   *
   * @throws IllegalArgumentException when it is cut off, too long, or none
   */
  public static VolcFrame decode(byte[] wire) {
    try {
      return decode(ByteBuffer.wrap(wire));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the message is cut off", e);
    }
  }

  private static VolcFrame decode(ByteBuffer in) {
    int words = in.get() & 0x0f;
    int typeAndFlags = in.get() & 0xff;
    int formats = in.get() & 0xff;
    in.get();
    for (int i = 1; i < words; i++) {
      in.getInt();
    }
    int type = typeAndFlags >> 4;
    int flags = typeAndFlags & 0x0f;
    int errorCode = type == ERROR ? in.getInt() : 0;
    int number = hasSequence(flags) || flags == EVENT ? in.getInt() : 0;
    String id = flags == EVENT && hasId(number) ? new String(block(in), StandardCharsets.UTF_8) : "";
    boolean gzip = (formats & 0x0f) == 1;
    byte[] body = block(in);
    return new VolcFrame(type, flags, formats >> 4 == 1, gzip, number, id, errorCode,
        gzip && body.length > 0 ? unpacked(body) : body);
  }

  private static boolean hasSequence(int flags) {
    return flags == SEQUENCE || flags == LAST_SEQUENCE;
  }

  private static boolean hasId(int event) {
    return event != START_CONNECTION && event != FINISH_CONNECTION;
  }

  private static byte[] block(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("the message is cut off");
    }
    byte[] block = new byte[length];
    in.get(block);
    return block;
  }

  private static byte[] packed(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] plain = in.readNBytes(PAYLOAD_BYTES_MAX + 1);
      if (plain.length > PAYLOAD_BYTES_MAX) {
        throw new IllegalArgumentException("the message is too long");
      }
      return plain;
    } catch (IOException e) {
      throw new IllegalArgumentException("the message is not compressed as it says", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
