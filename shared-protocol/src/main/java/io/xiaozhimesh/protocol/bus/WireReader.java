package io.xiaozhimesh.protocol.bus;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Reads components of a message and never past its end. Not thread-safe: one per message. */
final class WireReader {

  private final Buffer in;
  private int position;

  WireReader(Buffer in, int position) {
    this.in = in;
    this.position = position;
  }

  int unsignedByte() {
    return in.getUnsignedByte(advance(1));
  }

  int int32() {
    return in.getInt(advance(4));
  }

  long int64() {
    return in.getLong(advance(8));
  }

  double float64() {
    return in.getDouble(advance(8));
  }

  byte[] bytes() {
    int length = int32();
    if (length < 0 || length > in.length() - position) {
      throw new MeshException(MeshError.BAD_REQUEST, "length " + length + " past the end of the message");
    }
    int start = advance(length);
    return in.getBytes(start, start + length);
  }

  String string() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** A count of things of at least one byte each, all of which are there. */
  int count() {
    int count = int32();
    if (count < 0 || count > in.length() - position) {
      throw new MeshException(MeshError.BAD_REQUEST, "count " + count + " past the end of the message");
    }
    return count;
  }

  void expectEnd() {
    if (position != in.length()) {
      throw new MeshException(MeshError.BAD_REQUEST, (in.length() - position) + " bytes after the message");
    }
  }

  private int advance(int bytes) {
    if (bytes > in.length() - position) {
      throw new MeshException(MeshError.BAD_REQUEST, "the message is truncated");
    }
    int start = position;
    position += bytes;
    return start;
  }
}
