package io.xiaozhimesh.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;

/** Opus in pure Java. */
final class ConcentusCodec implements OpusCodec {

  @Override
  public String name() {
    return "concentus 1.0.2";
  }

  @Override
  public OpusDecoder decoder(int sampleRateHz) {
    try {
      return new Decoder(sampleRateHz);
    } catch (OpusException e) {
      throw new IllegalArgumentException("no Opus decoder for " + sampleRateHz + " Hz", e);
    }
  }

  @Override
  public OpusEncoder encoder(int sampleRateHz, int frameDurationMs, int complexity, boolean dtx) {
    try {
      return new Encoder(sampleRateHz, frameDurationMs, complexity, dtx);
    } catch (OpusException e) {
      throw new IllegalArgumentException("no Opus encoder for " + sampleRateHz + " Hz", e);
    }
  }

  private static final class Decoder implements OpusDecoder {

    private final int sampleRateHz;
    private final io.github.jaredmdobson.concentus.OpusDecoder decoder;
    private final short[] scratch;
    private long damaged;

    Decoder(int sampleRateHz) throws OpusException {
      this.sampleRateHz = sampleRateHz;
      decoder = new io.github.jaredmdobson.concentus.OpusDecoder(sampleRateHz, 1);
      scratch = new short[sampleRateHz / 1000 * 120];
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
      try {
        int n = decoder.decode(packet, 0, packet.length, scratch, 0, scratch.length, false);
        return Arrays.copyOf(scratch, n);
      } catch (OpusException | AssertionError | RuntimeException e) {
        damaged++;
        return conceal(60);
      }
    }

    @Override
    public short[] conceal(int durationMs) {
      int samples = sampleRateHz / 1000 * durationMs;
      try {
        int n = decoder.decode(null, 0, 0, scratch, 0, samples, false);
        return Arrays.copyOf(scratch, n);
      } catch (OpusException | AssertionError | RuntimeException e) {
        return new short[samples];
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
  }

  private static final class Encoder implements OpusEncoder {

    private final io.github.jaredmdobson.concentus.OpusEncoder encoder;
    private final int frameSamples;
    private final byte[] scratch = new byte[1275];

    Encoder(int sampleRateHz, int frameDurationMs, int complexity, boolean dtx) throws OpusException {
      encoder = new io.github.jaredmdobson.concentus.OpusEncoder(sampleRateHz, 1, OpusApplication.OPUS_APPLICATION_AUDIO);
      encoder.setComplexity(complexity);
      encoder.setUseVBR(true);
      encoder.setUseDTX(dtx);
      frameSamples = sampleRateHz / 1000 * frameDurationMs;
    }

    @Override
    public int frameSamples() {
      return frameSamples;
    }

    @Override
    public byte[] encode(short[] pcm, int offset) {
      try {
        int n = encoder.encode(pcm, offset, frameSamples, scratch, 0, scratch.length);
        return Arrays.copyOf(scratch, n);
      } catch (OpusException e) {
        throw new IllegalStateException("Opus encoder", e);
      }
    }

    @Override
    public void close() {
      // Nothing native.
    }
  }
}
