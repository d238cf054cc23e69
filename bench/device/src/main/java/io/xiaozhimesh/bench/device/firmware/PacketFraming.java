package io.xiaozhimesh.bench.device.firmware;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * How an Opus packet stands in a binary message; the same in both directions, big-endian. Version 1: the bare packet.
 * Version 2: u16 version, u16 type (0 Opus), u32 reserved, u32 timestamp in ms, u32 payload bytes, payload. Version 3: u8
 * type, u8 reserved, u16 payload bytes, payload.
 */
public enum PacketFraming {
  /** The bare packet. */
  V1(0),
  /** Sixteen bytes before the packet. */
  V2(16),
  /** Four bytes before the packet. */
  V3(4);

  private final int headerBytes;

  PacketFraming(int headerBytes) {
    this.headerBytes = headerBytes;
  }

  /** The framing of a protocol version. */
  public static PacketFraming ofVersion(int version) {
    if (version < 1 || version > 3) {
      throw new IllegalArgumentException("protocol version is " + version + ", should be 1, 2 or 3");
    }
    return values()[version - 1];
  }

  /** 1, 2 or 3. */
  public int version() {
    return ordinal() + 1;
  }

  /** The binary message that carries a packet. */
  public byte[] wrap(byte[] packet, long timestampMs) {
    ByteBuffer out = ByteBuffer.allocate(headerBytes + packet.length);
    if (this == V2) {
      out.putShort((short) 2).putShort((short) 0).putInt(0).putInt((int) timestampMs).putInt(packet.length);
    } else if (this == V3) {
      out.put((byte) 0).put((byte) 0).putShort((short) packet.length);
    }
    return out.put(packet).array();
  }

  /** The packet in a binary message; empty when the stated size is not that of the payload. */
  public Optional<byte[]> unwrap(byte[] message) {
    if (this == V1) {
      return Optional.of(message);
    }
    if (message.length < headerBytes) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(message);
    long payloadBytes = this == V2 ? in.getInt(12) & 0xFFFFFFFFL : in.getShort(2) & 0xFFFF;
    return payloadBytes == message.length - headerBytes
        ? Optional.of(Arrays.copyOfRange(message, headerBytes, message.length))
        : Optional.empty();
  }
}
