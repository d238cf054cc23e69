package io.xiaozhimesh.tts.internal;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads a RIFF/WAVE stream of mono 16-bit PCM as it arrives, cut anywhere. The sizes in the header are not believed: a
 * program that writes to a pipe does not know them, so the sound lasts until the stream ends. Not thread-safe.
 */
public final class WavStream {

  /** Longest header; a longer one is no sound. */
  static final int HEADER_BYTES_MAX = 4_096;

  private static final int RIFF = 0x46464952;
  private static final int WAVE = 0x45564157;
  private static final int FMT = 0x20746d66;
  private static final int DATA = 0x61746164;
  private static final int CHUNK_BYTES = 8;

  private final PcmBytes pcm = new PcmBytes();
  private byte[] header = new byte[0];
  private int sampleRateHz;
  private boolean inData;

  /**
   * The samples in what came before and these bytes.
   *
   * @throws MeshException PROVIDER_FAILED when this is no such stream
   */
  public short[] accept(byte[] bytes, int offset, int length) {
    if (inData) {
      return pcm.accept(bytes, offset, length);
    }
    int before = header.length;
    header = Arrays.copyOf(header, before + length);
    System.arraycopy(bytes, offset, header, before, length);
    int dataAt = dataOffset();
    if (dataAt < 0) {
      check(header.length <= HEADER_BYTES_MAX, "its header does not end");
      return new short[0];
    }
    inData = true;
    short[] first = pcm.accept(header, dataAt, header.length - dataAt);
    header = new byte[0];
    return first;
  }

  /** The rate from the header, in Hz; 0 as long as it has not arrived. */
  public int sampleRateHz() {
    return sampleRateHz;
  }

  private int dataOffset() {
    ByteBuffer in = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    if (in.limit() < 12) {
      return -1;
    }
    check(in.getInt(0) == RIFF && in.getInt(CHUNK_BYTES) == WAVE, "it is no RIFF/WAVE");
    long at = 12;
    while (at + CHUNK_BYTES <= in.limit()) {
      int id = in.getInt((int) at);
      long size = in.getInt((int) at + 4) & 0xffffffffL;
      if (id == DATA) {
        check(sampleRateHz > 0, "its format is missing");
        return (int) at + CHUNK_BYTES;
      } else if (id == FMT && at + CHUNK_BYTES + 16 <= in.limit()) {
        format(in, (int) at + CHUNK_BYTES);
      }
      at += CHUNK_BYTES + size + (size & 1);
    }
    return -1;
  }

  private void format(ByteBuffer in, int at) {
    check(in.getShort(at) == 1 && in.getShort(at + 2) == 1 && in.getShort(at + 14) == 16, "it is not mono 16-bit PCM");
    int rate = in.getInt(at + 4);
    check(rate >= 8_000 && rate <= 192_000, "its rate is " + rate + " Hz");
    sampleRateHz = rate;
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new MeshException(MeshError.PROVIDER_FAILED, "the sound cannot be read: " + otherwise);
    }
  }
}
