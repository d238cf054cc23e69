package io.xiaozhimesh.ingress.socket.rfc6455;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What a client writes, right or wrong, for tests. */
public final class ClientFrames {

  private static final byte[] MASK = {0x12, (byte) 0x9A, 0x00, (byte) 0xFF};

  private ClientFrames() {
  }

  /** A whole masked frame; {@code first} holds FIN, reserved bits and opcode. */
  public static byte[] frame(int first, byte[] payload) {
    byte[] masked = payload.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= MASK[i & 3];
    }
    return join(header(first, payload.length), masked);
  }

  /** Only the header and mask of a frame with this payload length. */
  public static byte[] header(int first, long length) {
    ByteBuffer header = ByteBuffer.allocate(14).put((byte) first);
    if (length < 126) {
      header.put((byte) (0x80 | length));
    } else if (length < 65_536) {
      header.put((byte) 0xFE).putShort((short) length);
    } else {
      header.put((byte) 0xFF).putLong(length);
    }
    header.put(MASK);
    return Arrays.copyOf(header.array(), header.position());
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
