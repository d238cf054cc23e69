package io.xiaozhimesh.audio;

import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;

/**
 * Concentus as a decoder, with two guards. Below 48 kHz of output its down-sampling overwrites the SILK half of hybrid
 * packets, so from the first such packet on the stream is decoded at 48 kHz and brought down by {@link Resampler}. And
 * malformed packets make it throw {@link AssertionError}, which is an Error, besides exceptions.
 */
final class ConcentusDecoder implements OpusDecoder {

  private static final int FULL_RATE_HZ = 48_000;
  private static final int PACKET_MS_MAX = 120;
  private static final int FIRST_GUESS_MS = 60;

  private final int sampleRateHz;
  private io.github.jaredmdobson.concentus.OpusDecoder decoder;
  private int decodedHz;
  private short[] scratch;
  private Resampler down;
  private int lastDurationMs = FIRST_GUESS_MS;
  private long damaged;

  ConcentusDecoder(int sampleRateHz) {
    this.sampleRateHz = sampleRateHz;
    decodeAt(sampleRateHz);
  }

  @Override
  public int sampleRateHz() {
    return sampleRateHz;
  }

  @Override
  public short[] decode(byte[] packet) {
    if (packet.length == 0) {
      return new short[0];
    }
    int durationMs = OpusPacket.parse(packet).map(OpusPacket::durationMs).orElse(0);
    if (durationMs == 0) {
      return replaced();
    }
    if (decodedHz != FULL_RATE_HZ && OpusPacket.isHybrid(packet)) {
      decodeAt(FULL_RATE_HZ);
      down = Resampler.causal(FULL_RATE_HZ, sampleRateHz);
    }
    try {
      short[] pcm = atOutputRate(decoder.decode(packet, 0, packet.length, scratch, 0, scratch.length, false));
      lastDurationMs = durationMs;
      return pcm;
    } catch (OpusException | AssertionError | RuntimeException e) {
      return replaced();
    }
  }

  @Override
  public short[] conceal(int durationMs) {
    try {
      return atOutputRate(decoder.decode(null, 0, 0, scratch, 0, decodedHz / 1000 * durationMs, false));
    } catch (OpusException | AssertionError | RuntimeException e) {
      return new short[sampleRateHz / 1000 * durationMs];
    }
  }

  @Override
  public long damagedPackets() {
    return damaged;
  }

  @Override
  public void close() {
    // Nothing native.
  }

  private short[] replaced() {
    damaged++;
    return conceal(Math.max(10, lastDurationMs / 10 * 10));
  }

  private short[] atOutputRate(int samples) {
    short[] pcm = Arrays.copyOf(scratch, samples);
    return down == null ? pcm : down.process(pcm);
  }

  private void decodeAt(int hz) {
    try {
      decoder = new io.github.jaredmdobson.concentus.OpusDecoder(hz, 1);
    } catch (OpusException | IllegalArgumentException e) {
      throw new IllegalArgumentException("no Opus decoder for " + hz + " Hz", e);
    }
    decodedHz = hz;
    scratch = new short[hz / 1000 * PACKET_MS_MAX];
  }
}
