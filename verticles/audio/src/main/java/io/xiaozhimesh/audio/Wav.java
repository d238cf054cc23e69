package io.xiaozhimesh.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
    out.put(ascii("RIFF")).putInt(36 + pcm.length * 2).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(sampleRateHz).putInt(sampleRateHz * 2);
    out.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(pcm.length * 2);
    for (short s : pcm) {
      out.putShort(s);
    }
    Files.write(file, out.array());
  }

  /**
   * Reads a RIFF/WAVE file of 16-bit PCM; several channels are mixed down. A file that ends early yields what it holds.
   *
   * @throws IOException when the file is not readable or of another kind, with what it is
   */
  public static Wav read(Path file) throws IOException {
    try {
      return RiffReader.read(Files.readAllBytes(file));
    } catch (RiffReader.NotWaveException e) {
      throw new IOException(file + " " + e.getMessage(), e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
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
