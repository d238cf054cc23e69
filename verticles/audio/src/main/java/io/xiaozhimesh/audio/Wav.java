package io.xiaozhimesh.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A mono 16-bit sound in memory.
 *
 * @param sampleRateHz samples per second
 * @param pcm the samples
 */
public record Wav(int sampleRateHz, short[] pcm) {

  private static final int HEADER_BYTES = 44;

  /** Its length in milliseconds. */
  public int durationMs() {
    return (int) (pcm.length * 1000L / sampleRateHz);
  }

  /** Writes a RIFF/WAVE file with a 44-byte header. */
  public void write(Path file) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + pcm.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes()).putInt(36 + pcm.length * 2).put("WAVEfmt ".getBytes()).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(sampleRateHz).putInt(sampleRateHz * 2);
    out.putShort((short) 2).putShort((short) 16).put("data".getBytes()).putInt(pcm.length * 2);
    for (short s : pcm) {
      out.putShort(s);
    }
    Files.write(file, out.array());
  }

  /**
   * Reads a RIFF/WAVE file of 16-bit PCM; several channels are mixed down.
   *
   * @throws IOException when the file is not readable or of another kind, with what it is
   */
  public static Wav read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < HEADER_BYTES || in.getInt(0) != 0x46464952 || in.getInt(8) != 0x45564157) {
      throw new IOException(file + " is no RIFF/WAVE file");
    }
    int rate = 0;
    int channels = 0;
    int at = 12;
    while (at + 8 <= in.limit()) {
      int id = in.getInt(at);
      int size = in.getInt(at + 4);
      if (id == 0x20746d66) {
        if (in.getShort(at + 22) != 16) {
          throw new IOException(file + " has " + in.getShort(at + 22) + "-bit samples, 16 are needed");
        }
        channels = in.getShort(at + 10);
        rate = in.getInt(at + 12);
      } else if (id == 0x61746164 && channels > 0) {
        int bytes = size < 0 || size > in.limit() - at - 8 ? in.limit() - at - 8 : size;
        return new Wav(rate, mixedDown(in, at + 8, bytes / 2 / channels, channels));
      }
      at += 8 + size + (size & 1);
    }
    throw new IOException(file + " holds no sound");
  }

  private static short[] mixedDown(ByteBuffer in, int start, int frames, int channels) {
    short[] pcm = new short[frames];
    for (int i = 0; i < frames; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += in.getShort(start + (i * channels + c) * 2);
      }
      pcm[i] = (short) (sum / channels);
    }
    return pcm;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Wav w && w.sampleRateHz == sampleRateHz && Arrays.equals(w.pcm, pcm);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pcm) + sampleRateHz;
  }

  @Override
  public String toString() {
    return "Wav[" + durationMs() + " ms at " + sampleRateHz + " Hz]";
  }
}
