package io.xiaozhimesh.protocol.bus;

import io.vertx.core.buffer.Buffer;
import java.util.Collection;

/**
 * The binary form of bus messages: a version byte, the message's {@link WireType}, then its components in the order of
 * the record. Integers are big-endian; strings and payloads are preceded by their length in bytes; lists by their
 * size; enums by their ordinal; a nested record stands without a header.
 *
 * <p>Thread-safe. A message that cannot be read fails with {@link MeshError#BAD_REQUEST}.
 */
public final class BusWire {

  /** The version that this software writes, and the only one that it reads. */
  public static final int VERSION = 1;

  private BusWire() {
  }

  /** Appends a message. */
  public static void write(Buffer out, BusMessage message) {
    RecordForm form = RecordForm.of(message.getClass());
    out.appendByte((byte) VERSION);
    out.appendByte((byte) form.wireType());
    form.write(out, message);
  }

  /**
   * Reads the message that starts at {@code position} and fills the rest of the buffer.
   *
   * @throws MeshException BAD_REQUEST for another version, an unknown type, a truncated or overlong body, or a
   *     component that its record refuses
   */
  public static BusMessage read(Buffer in, int position) {
    WireReader reader = new WireReader(in, position);
    int version = reader.unsignedByte();
    if (version != VERSION) {
      throw new MeshException(MeshError.BAD_REQUEST, "wire version " + version + ", this node reads " + VERSION);
    }
    BusMessage message = (BusMessage) RecordForm.ofType(reader.unsignedByte()).read(reader);
    reader.expectEnd();
    return message;
  }

  /** Every message type that the mesh knows, by wire type. */
  public static Collection<Class<? extends BusMessage>> types() {
    return RecordForm.messageTypes();
  }
}
