package io.xiaozhimesh.tts.sound;

import io.xiaozhimesh.protocol.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The packets of a p3 file, the firmware's own format for its prompts (78/xiaozhi-esp32, {@code scripts/p3_tools}): each
 * packet behind a header of type (0), a reserved byte and a length of two bytes, big-endian. Packets are mono Opus, 60 ms
 * at 16 kHz by convention; the packets themselves say so.
 */
final class P3Packets implements PacketStream {

  private final InputStream in;

  P3Packets(InputStream in) {
    this.in = in;
  }

  @Override
  public byte[] next() throws IOException {
    byte[] packet = new byte[0];
    while (packet.length == 0) {
      int type = in.read();
      if (type < 0) {
        return null;
      }
      byte[] rest = in.readNBytes(3);
      if (type != 0 || rest.length < 3) {
        throw new IOException("the sound is no p3: a header of it is damaged");
      }
      int length = (rest[1] & 0xFF) << 8 | rest[2] & 0xFF;
      if (length > Limits.OPUS_PACKET_BYTES_MAX) {
        throw new IOException("the sound is no p3: a packet of " + length + " bytes");
      }
      packet = in.readNBytes(length);
      if (packet.length < length) {
        throw new EOFException("the sound ends in the middle of a packet");
      }
    }
    return packet;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
