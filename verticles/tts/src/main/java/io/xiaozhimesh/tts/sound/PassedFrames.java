package io.xiaozhimesh.tts.sound;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusPacket;
import io.xiaozhimesh.protocol.bus.Payload;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Opus packets that are frames of the downlink already: passed on as they are, as long as they are mono and of its length. From
 * the first that is not, the sound is decoded and encoded anew. An Opus decoder makes any rate of any packet (RFC 6716 §2.1).
 */
final class PassedFrames implements SoundFrames {

  private final PacketStream packets;
  private final OpusCodec codec;
  private final DownlinkShape shape;
  private int toSkip;
  private EncodedFrames encoded;

  PassedFrames(PacketStream packets, OpusCodec codec, DownlinkShape shape, int skipFrames) {
    this.packets = packets;
    this.codec = codec;
    this.shape = shape;
    this.toSkip = skipFrames;
  }

  @Override
  public List<Payload> next(int wanted) throws IOException {
    List<Payload> frames = new ArrayList<>();
    while (encoded == null && frames.size() < wanted) {
      byte[] packet = packets.next();
      if (packet == null) {
        return frames;
      } else if (!fits(packet)) {
        encoded = new EncodedFrames(new OpusSound(from(packet), codec, shape.sampleRateHz()), codec, shape, toSkip);
      } else if (toSkip > 0) {
        toSkip--;
      } else {
        frames.add(Payload.wrap(packet));
      }
    }
    return frames.isEmpty() && encoded != null ? encoded.next(wanted) : frames;
  }

  @Override
  public void close() throws IOException {
    if (encoded != null) {
      encoded.close();
    } else {
      packets.close();
    }
  }

  private boolean fits(byte[] packet) {
    return OpusPacket.parse(packet)
        .filter(p -> p.channels() == 1 && p.durationUs() == shape.frameDurationMs() * 1000).isPresent();
  }

  /** The packets from this one on. */
  private PacketStream from(byte[] first) {
    ArrayDeque<byte[]> again = new ArrayDeque<>(List.of(first));
    return new PacketStream() {
      @Override
      public byte[] next() throws IOException {
        return again.isEmpty() ? packets.next() : again.poll();
      }

      @Override
      public int preSkip() {
        return packets.preSkip();
      }

      @Override
      public void close() throws IOException {
        packets.close();
      }
    };
  }
}
