package io.xiaozhimesh.ingress;

import io.xiaozhimesh.audio.OpusPacket;
import io.xiaozhimesh.protocol.bus.Payload;

/** How long a packet of the microphone sounds. */
final class OpusDuration {

  private OpusDuration() {
  }

  /** What the packet itself says; {@code otherwise} for one that is damaged. */
  static int ms(Payload opus, int otherwise) {
    return OpusPacket.parse(opus.array()).map(p -> Math.max(1, p.durationMs())).orElse(otherwise);
  }
}
