package io.xiaozhimesh.protocol.bus;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes that nobody changes: the body of an audio message. Compared by content.
 *
 * <p>{@link #wrap} takes the array over: the caller must not write to it afterwards. {@link #array} hands the same
 * array out for reading, because copying every audio frame at every hop would cost more than the bus itself.
 */
public final class Payload {

  private final byte[] bytes;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the array over. */
  public static Payload wrap(byte[] bytes) {
    return new Payload(java.util.Objects.requireNonNull(bytes, "bytes"));
  }

  /** Copies {@code length} bytes from {@code offset}. */
  public static Payload copyOf(byte[] bytes, int offset, int length) {
    return new Payload(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** How many bytes. */
  public int length() {
    return bytes.length;
  }

  /** The bytes themselves, for reading only. */
  public byte[] array() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The length and at most eight bytes: audio does not belong in logs. */
  @Override
  public String toString() {
    int shown = Math.min(8, bytes.length);
    return "Payload[" + bytes.length + " bytes " + HexFormat.of().formatHex(bytes, 0, shown) + ']';
  }
}
