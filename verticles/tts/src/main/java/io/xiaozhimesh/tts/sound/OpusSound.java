package io.xiaozhimesh.tts.sound;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusDecoder;
import java.io.IOException;
import java.util.Arrays;

/** Opus packets decoded at the rate that is wanted. */
final class OpusSound implements PcmStream {

  private static final int FULL_RATE_HZ = 48_000;

  private final PacketStream packets;
  private final OpusDecoder decoder;
  private long preSkip = -1;

  OpusSound(PacketStream packets, OpusCodec codec, int sampleRateHz) {
    this.packets = packets;
    this.decoder = codec.decoder(sampleRateHz);
  }

  @Override
  public int sampleRateHz() {
    return decoder.sampleRateHz();
  }

  @Override
  public short[] next() throws IOException {
    byte[] packet = packets.next();
    if (packet == null) {
      return null;
    }
    short[] pcm = decoder.decode(packet);
    if (preSkip < 0) {
      preSkip = (long) packets.preSkip() * decoder.sampleRateHz() / FULL_RATE_HZ;
    }
    int dropped = (int) Math.min(preSkip, pcm.length);
    preSkip -= dropped;
    return dropped == 0 ? pcm : Arrays.copyOfRange(pcm, dropped, pcm.length);
  }

  @Override
  public void close() throws IOException {
    decoder.close();
    packets.close();
  }
}
