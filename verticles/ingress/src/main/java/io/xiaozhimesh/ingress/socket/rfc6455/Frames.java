package io.xiaozhimesh.ingress.socket.rfc6455;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The frames that the server writes: unmasked and never fragmented, because old firmware cannot put fragments together.
 */
public final class Frames {

  private static final int REASON_BYTES_MAX = 123;

  private Frames() {
  }

  /** What precedes a text of this many bytes. */
  public static byte[] textHeader(int payloadBytes) {
    return header(Opcode.TEXT, payloadBytes);
  }

  /** What precedes a binary message of this many bytes. */
  public static byte[] binaryHeader(int payloadBytes) {
    return header(Opcode.BINARY, payloadBytes);
  }

  /** The whole answer to a ping. */
  public static byte[] pong(byte[] payload) {
    return whole(Opcode.PONG, payload);
  }

  /**
   * A whole Close frame.
   *
   * @param code {@link CloseCodes#NONE} for a frame without code and reason
   * @param reason ASCII, cut after 123 characters
   */
  public static byte[] close(int code, String reason) {
    if (code == CloseCodes.NONE) {
      return whole(Opcode.CLOSE, new byte[0]);
    }
    byte[] ascii = reason.getBytes(StandardCharsets.US_ASCII);
    byte[] cut = Arrays.copyOf(ascii, Math.min(ascii.length, REASON_BYTES_MAX));
    return whole(Opcode.CLOSE, ByteBuffer.allocate(2 + cut.length).putShort((short) code).put(cut).array());
  }

  private static byte[] whole(int opcode, byte[] payload) {
    byte[] header = header(opcode, payload.length);
    return ByteBuffer.allocate(header.length + payload.length).put(header).put(payload).array();
  }

  private static byte[] header(int opcode, int payloadBytes) {
    byte first = (byte) (0x80 | opcode);
    if (payloadBytes < 126) {
      return new byte[] {first, (byte) payloadBytes};
    }
    if (payloadBytes < 65_536) {
      return ByteBuffer.allocate(4).put(first).put((byte) 126).putShort((short) payloadBytes).array();
    }
    return ByteBuffer.allocate(10).put(first).put((byte) 127).putLong(payloadBytes).array();
  }
}
