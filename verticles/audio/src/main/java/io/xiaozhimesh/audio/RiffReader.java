package io.xiaozhimesh.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the chunks of a RIFF/WAVE file: "fmt " (PCM or its extensible form) and "data"; all others are skipped. A chunk
 * of odd length is followed by a byte of padding; "data" may announce more than there is, as pipes do.
 */
final class RiffReader {

  /** What the file is instead; the message continues "FILE …". */
  static final class NotWaveException extends Exception {

    NotWaveException(String message) {
      super(message);
    }
  }

  private static final int RIFF = 0x46464952;
  private static final int WAVE = 0x45564157;
  private static final int FMT = 0x20746d66;
  private static final int DATA = 0x61746164;
  private static final int FMT_BYTES_MIN = 16;
  private static final int FORMAT_PCM = 1;
  private static final int FORMAT_EXTENSIBLE = 0xFFFE;
  private static final int SUB_FORMAT_AT = 24;

  private final ByteBuffer in;
  private int sampleRateHz;
  private int channels;

  private RiffReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static Wav read(byte[] bytes) throws NotWaveException {
    return new RiffReader(bytes).read();
  }

  private Wav read() throws NotWaveException {
    if (in.limit() < 12 || in.getInt(0) != RIFF || in.getInt(8) != WAVE) {
      throw new NotWaveException("is no RIFF/WAVE file");
    }
    long at = 12;
    while (at + 8 <= in.limit()) {
      int id = in.getInt((int) at);
      long size = in.getInt((int) at + 4) & 0xFFFFFFFFL;
      int body = (int) at + 8;
      int present = (int) Math.min(size, in.limit() - body);
      if (id == FMT) {
        format(body, present);
      } else if (id == DATA) {
        return sound(body, present);
      }
      at = body + size + (size & 1);
    }
    throw new NotWaveException("holds no sound");
  }

  private void format(int at, int present) throws NotWaveException {
    if (present < FMT_BYTES_MIN) {
      throw new NotWaveException("has a format chunk of " + present + " bytes");
    }
    int tag = in.getShort(at) & 0xFFFF;
    boolean extended = tag == FORMAT_EXTENSIBLE && present >= SUB_FORMAT_AT + 2;
    int format = extended ? in.getShort(at + SUB_FORMAT_AT) : tag;
    channels = in.getShort(at + 2) & 0xFFFF;
    sampleRateHz = in.getInt(at + 4);
    int bits = in.getShort(at + 14);
    if (format != FORMAT_PCM || bits != 16) {
      throw new NotWaveException("has samples of " + bits + " bits in format " + format + ", 16-bit PCM is needed");
    }
    if (channels == 0 || sampleRateHz <= 0) {
      throw new NotWaveException("has " + channels + " channels at " + sampleRateHz + " Hz");
    }
  }

  private Wav sound(int at, int present) throws NotWaveException {
    if (channels == 0) {
      throw new NotWaveException("has sound before its format");
    }
    short[] pcm = new short[present / 2 / channels];
    for (int i = 0; i < pcm.length; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += in.getShort(at + (i * channels + c) * 2);
      }
      pcm[i] = (short) (sum / channels);
    }
    return new Wav(sampleRateHz, pcm);
  }
}
