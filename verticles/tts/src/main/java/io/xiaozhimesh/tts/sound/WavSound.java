package io.xiaozhimesh.tts.sound;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A RIFF/WAVE stream of PCM with 8, 16, 24 or 32 bits, mixed down to mono. Chunks other than "fmt " and "data" are passed over;
 * "data" may announce more than there is, as pipes do.
 */
final class WavSound implements PcmStream {

  private static final int RIFF = 0x46464952;
  private static final int WAVE = 0x45564157;
  private static final int FMT = 0x20746d66;
  private static final int DATA = 0x61746164;
  private static final int FORMAT_PCM = 1;
  private static final int FORMAT_EXTENSIBLE = 0xFFFE;
  private static final int FORMAT_BYTES_MAX = 1_024;
  private static final int CHANNELS_MAX = 8;
  private static final int PIECE_MS = 60;

  private final InputStream in;
  private int sampleRateHz;
  private int channels;
  private int sampleBytes;
  private long left;

  WavSound(InputStream in) throws IOException {
    this.in = in;
    ByteBuffer riff = read(12);
    if (riff.getInt(0) != RIFF || riff.getInt(8) != WAVE) {
      throw new IOException("the sound is no RIFF/WAVE");
    }
    toData();
  }

  @Override
  public int sampleRateHz() {
    return sampleRateHz;
  }

  @Override
  public short[] next() throws IOException {
    int frame = channels * sampleBytes;
    int wanted = (int) Math.min(left, (long) frame * Math.max(1, sampleRateHz / 1000 * PIECE_MS));
    byte[] bytes = in.readNBytes(wanted);
    left -= bytes.length;
    int samples = bytes.length / frame;
    if (samples == 0) {
      return null;
    }
    ByteBuffer piece = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    short[] pcm = new short[samples];
    for (int i = 0; i < samples; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += sample(piece, i * frame + c * sampleBytes);
      }
      pcm[i] = (short) (sum / channels);
    }
    return pcm;
  }

  @Override
  public long skip(long samples) throws IOException {
    long bytes = Math.min(left, samples * channels * sampleBytes);
    long done = 0;
    while (done < bytes) {
      long step = in.skip(bytes - done);
      if (step <= 0) {
        break;
      }
      done += step;
    }
    left -= done;
    return done / (channels * sampleBytes);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int sample(ByteBuffer piece, int at) {
    return switch (sampleBytes) {
      case 1 -> (piece.get(at) & 0xFF) - 128 << 8;
      case 2 -> piece.getShort(at);
      default -> piece.getShort(at + sampleBytes - 2);
    };
  }

  private void toData() throws IOException {
    while (true) {
      ByteBuffer chunk = read(8);
      long size = chunk.getInt(4) & 0xFFFFFFFFL;
      if (chunk.getInt(0) == DATA) {
        if (channels == 0) {
          throw new IOException("the sound has samples before its format");
        }
        left = size;
        return;
      } else if (chunk.getInt(0) == FMT && size >= 16 && size <= FORMAT_BYTES_MAX) {
        format(read((int) (size + (size & 1))), (int) size);
      } else {
        Skipping.over(in, size + (size & 1));
      }
    }
  }

  private void format(ByteBuffer chunk, int size) throws IOException {
    int tag = chunk.getShort(0) & 0xFFFF;
    int format = tag == FORMAT_EXTENSIBLE && size >= 26 ? chunk.getShort(24) : tag;
    int bits = chunk.getShort(14);
    channels = chunk.getShort(2) & 0xFFFF;
    sampleRateHz = chunk.getInt(4);
    sampleBytes = bits / 8;
    if (format != FORMAT_PCM || bits % 8 != 0 || bits < 8 || bits > 32) {
      throw new IOException("the sound has samples of " + bits + " bits in format " + format + ", PCM is needed");
    }
    if (channels < 1 || channels > CHANNELS_MAX || sampleRateHz < 4_000 || sampleRateHz > 192_000) {
      throw new IOException("the sound has " + channels + " channels at " + sampleRateHz + " Hz");
    }
  }

  private ByteBuffer read(int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException("the sound ends in its header");
    }
    return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
  }
}
