package io.xiaozhimesh.vad.silero;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * As much of the Protocol Buffers wire format (protobuf.dev/programming-guides/encoding) as an ONNX file needs: fields
 * with varints and with bytes. Reading copies nothing; fields of fixed length are passed over.
 */
final class Protobuf {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private Protobuf() {
  }

  /** One field of a message: a varint, or bytes in little-endian order. */
  record Field(int number, long varint, ByteBuffer bytes) {

    String text() {
      return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    /** The bytes as a message of their own. */
    List<Field> message() {
      return read(bytes);
    }
  }

  /**
   * The fields of a message in their order; the buffer's position stays.
   *
   * @throws IllegalArgumentException if it is no message
   */
  static List<Field> read(ByteBuffer message) {
    ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      int number = (int) (key >>> 3);
      switch ((int) (key & 7)) {
        case VARINT -> fields.add(new Field(number, varint(in), null));
        case BYTES -> fields.add(new Field(number, 0, take(in, varint(in))));
        case FIXED_64 -> take(in, Long.BYTES);
        case FIXED_32 -> take(in, Integer.BYTES);
        default -> throw new IllegalArgumentException("field " + number + " has an unknown wire type");
      }
    }
    return fields;
  }

  private static ByteBuffer take(ByteBuffer in, long length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("a field of " + length + " bytes where " + in.remaining() + " are left");
    }
    ByteBuffer part = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + (int) length);
    return part;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (!in.hasRemaining()) {
        break;
      }
      byte b = in.get();
      value |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a varint without end");
  }

  /** Writes a message, field by field. */
  static final class Writer {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Writer varint(int number, long value) {
      raw((long) number << 3 | VARINT);
      raw(value);
      return this;
    }

    Writer bytes(int number, byte[] value) {
      raw((long) number << 3 | BYTES);
      raw(value.length);
      out.writeBytes(value);
      return this;
    }

    Writer text(int number, String value) {
      return bytes(number, value.getBytes(StandardCharsets.UTF_8));
    }

    Writer message(int number, Writer value) {
      return bytes(number, value.toBytes());
    }

    byte[] toBytes() {
      return out.toByteArray();
    }

    private void raw(long value) {
      long left = value;
      while ((left & ~0x7FL) != 0) {
        out.write((int) (left & 0x7F | 0x80));
        left >>>= 7;
      }
      out.write((int) left);
    }
  }
}
