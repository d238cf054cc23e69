package io.xiaozhimesh.ingress;

import io.xiaozhimesh.protocol.bus.Payload;
import java.nio.ByteBuffer;

/** Packets that say which they are: Opus by their first byte (one frame of 60 ms), a number in the rest. */
final class SimWords {

  private static final byte OPUS_60_MS = 0x18;
  private static final int SILENCE = -1;

  private SimWords() {
  }

  static Payload packet(int number) {
    return Payload.wrap(ByteBuffer.allocate(6).put(OPUS_60_MS).put((byte) 0).putInt(number).array());
  }

  static Payload silence() {
    return packet(SILENCE);
  }

  static int number(Payload packet) {
    return ByteBuffer.wrap(packet.array()).getInt(2);
  }

  static boolean isVoice(Payload packet) {
    return number(packet) != SILENCE;
  }
}
