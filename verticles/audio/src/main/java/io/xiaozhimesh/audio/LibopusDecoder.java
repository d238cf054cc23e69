package io.xiaozhimesh.audio;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.Arrays;

/** libopus as a decoder. Holds 18 kB outside the heap until it is closed. */
final class LibopusDecoder implements OpusDecoder {

  private static final int PACKET_MS_MAX = 120;
  private static final int FIRST_GUESS_MS = 60;

  private final int sampleRateHz;
  private final short[] scratch;
  private Pointer decoder;
  private int lastDurationMs = FIRST_GUESS_MS;
  private long damaged;

  LibopusDecoder(int sampleRateHz) {
    this.sampleRateHz = sampleRateHz;
    IntByReference error = new IntByReference();
    decoder = Libopus.opus_decoder_create(sampleRateHz, 1, error);
    if (decoder == null || error.getValue() != 0) {
      throw new IllegalArgumentException("no Opus decoder for " + sampleRateHz + " Hz");
    }
    scratch = new short[sampleRateHz / 1000 * PACKET_MS_MAX];
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
    int samples = Libopus.opus_decode(open(), packet, packet.length, scratch, scratch.length, 0);
    if (samples < 0) {
      damaged++;
      return conceal(Math.max(10, lastDurationMs / 10 * 10));
    }
    lastDurationMs = samples * 1000 / sampleRateHz;
    return Arrays.copyOf(scratch, samples);
  }

  @Override
  public short[] conceal(int durationMs) {
    int wanted = sampleRateHz / 1000 * durationMs;
    int samples = Libopus.opus_decode(open(), null, 0, scratch, wanted, 0);
    return samples == wanted ? Arrays.copyOf(scratch, wanted) : new short[wanted];
  }

  @Override
  public long damagedPackets() {
    return damaged;
  }

  @Override
  public void close() {
    if (decoder != null) {
      Libopus.opus_decoder_destroy(decoder);
      decoder = null;
    }
  }

  private Pointer open() {
    if (decoder == null) {
      throw new IllegalStateException("the decoder is closed");
    }
    return decoder;
  }
}
