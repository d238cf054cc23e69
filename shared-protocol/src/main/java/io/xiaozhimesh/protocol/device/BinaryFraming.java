package io.xiaozhimesh.protocol.device;

import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.Payload;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How one Opus packet lies in one binary message, in both directions. Integers are big-endian.
 *
 * <ul>
 *   <li>1: the message is the packet;
 *   <li>2: u16 version, u16 type, u32 reserved, u32 timestamp in ms, u32 payload size, packet;
 *   <li>3: u8 type, u8 reserved, u16 payload size, packet.
 * </ul>
 *
 * <p>Type 0 is Opus. A gateway from MQTT writes 0 where version 2 has its version, hence nobody insists on a 2 there.
 * The payload size must match exactly: devices trust it without a check of their own.
 */
public enum BinaryFraming {
  /** No header. */
  V1(0),
  /** A header of 16 bytes with a timestamp. */
  V2(16),
  /** A header of 4 bytes. */
  V3(4);

  private static final int V2_TYPE = 2;
  private static final int V2_TIMESTAMP = 8;
  private static final int V2_SIZE = 12;
  private static final int V3_SIZE = 2;

  private final int headerBytes;

  BinaryFraming(int headerBytes) {
    this.headerBytes = headerBytes;
  }

  /**
   * A packet out of a message.
   *
   * @param timestampMs from 0 to 2^32-1; 0 where the framing or the device has none
   * @param opus one packet, never empty
   */
  public record Frame(long timestampMs, Payload opus) {
  }

  /** The framing of this version; 1 for every other number, which is what devices without the header speak. */
  public static BinaryFraming version(int version) {
    return switch (version) {
      case 2 -> V2;
      case 3 -> V3;
      default -> V1;
    };
  }

  /** 1, 2 or 3. */
  public int version() {
    return ordinal() + 1;
  }

  /** The packet in a message; empty when there is none, its size is wrong or too large, or it is not Opus. */
  public Optional<Frame> unwrap(byte[] message) {
    int opusBytes = message.length - headerBytes;
    if (opusBytes <= 0 || opusBytes > Limits.OPUS_PACKET_BYTES_MAX) {
      return Optional.empty();
    }
    if (this == V1) {
      return Optional.of(new Frame(0, Payload.wrap(message)));
    }
    ByteBuffer header = ByteBuffer.wrap(message);
    return this == V2 ? unwrapV2(header, opusBytes) : unwrapV3(header, opusBytes);
  }

  private Optional<Frame> unwrapV2(ByteBuffer message, int opusBytes) {
    if (message.getShort(V2_TYPE) != 0 || message.getInt(V2_SIZE) != opusBytes) {
      return Optional.empty();
    }
    return Optional.of(new Frame(Integer.toUnsignedLong(message.getInt(V2_TIMESTAMP)), opusOf(message, opusBytes)));
  }

  private Optional<Frame> unwrapV3(ByteBuffer message, int opusBytes) {
    if (message.get(0) != 0 || Short.toUnsignedInt(message.getShort(V3_SIZE)) != opusBytes) {
      return Optional.empty();
    }
    return Optional.of(new Frame(0, opusOf(message, opusBytes)));
  }

  private Payload opusOf(ByteBuffer message, int opusBytes) {
    return Payload.copyOf(message.array(), headerBytes, opusBytes);
  }

  /**
   * The message for a packet. Version 1 hands the same array back, so nobody may write to it afterwards.
   *
   * @param opus 1 to {@link Limits#OPUS_PACKET_BYTES_MAX} bytes
   * @param timestampMs taken modulo 2^32; only version 2 carries it
   * @throws IllegalArgumentException when the packet is empty or too large
   */
  public byte[] wrap(byte[] opus, long timestampMs) {
    if (opus.length == 0 || opus.length > Limits.OPUS_PACKET_BYTES_MAX) {
      throw new IllegalArgumentException("an Opus packet has no " + opus.length + " bytes");
    }
    if (this == V1) {
      return opus;
    }
    ByteBuffer message = ByteBuffer.allocate(headerBytes + opus.length);
    if (this == V2) {
      message.putShort((short) 2).putShort((short) 0).putInt(0).putInt((int) timestampMs).putInt(opus.length);
    } else {
      message.put((byte) 0).put((byte) 0).putShort((short) opus.length);
    }
    return message.put(opus).array();
  }
}
