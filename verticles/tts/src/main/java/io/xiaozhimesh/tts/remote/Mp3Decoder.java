package io.xiaozhimesh.tts.remote;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;

/**
 * MPEG audio of layer III as it arrives: whole frames are cut out by their headers (ISO/IEC 11172-3, 2.4.2.3) and decoded
 * by JLayer, which never waits for more. Mixed down to mono. Pure; not thread-safe.
 */
public final class Mp3Decoder implements SoundDecoder {

  private static final int HEADER_BYTES = 4;
  private static final int[] KBIT_V1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
  private static final int[] KBIT_V2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
  private static final int[] RATE_V1 = {44_100, 48_000, 32_000};
  /** Bytes without a frame after which this is no such sound: a tag may stand before it. */
  private static final int NOISE_BYTES_MAX = 64 * 1024;

  private final Decoder decoder = new Decoder();
  private final Queue frames = new Queue();
  private Bitstream bits;
  private byte[] rest = new byte[0];
  private int noise;
  private int rateHz;

  @Override
  public short[] accept(byte[] bytes) {
    byte[] all = Arrays.copyOf(rest, rest.length + bytes.length);
    System.arraycopy(bytes, 0, all, rest.length, bytes.length);
    ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    int at = 0;
    while (at + HEADER_BYTES <= all.length) {
      int length = frameBytes(all, at);
      if (length == 0) {
        at++;
        noise++;
      } else if (at + length > all.length) {
        break;
      } else {
        frames.add(Arrays.copyOfRange(all, at, at + length));
        decode(pcm);
        at += length;
        noise = 0;
      }
    }
    if (noise > NOISE_BYTES_MAX) {
      throw unreadable(null);
    }
    rest = Arrays.copyOfRange(all, at, all.length);
    return samples(pcm.toByteArray());
  }

  @Override
  public int sampleRateHz() {
    return rateHz;
  }

  /** How long the frame at this place is; 0 when there is none. */
  private static int frameBytes(byte[] all, int at) {
    int first = all[at] & 0xff;
    int second = all[at + 1] & 0xff;
    int third = all[at + 2] & 0xff;
    int version = second >> 3 & 3;
    int kbit = third >> 4;
    int rate = third >> 2 & 3;
    boolean frame = first == 0xff && (second & 0xe0) == 0xe0 && version != 1 && (second >> 1 & 3) == 1
        && kbit > 0 && kbit < 15 && rate < 3;
    if (!frame) {
      return 0;
    }
    boolean v1 = version == 3;
    int hz = RATE_V1[rate] >> (v1 ? 0 : version == 2 ? 1 : 2);
    int padding = third >> 1 & 1;
    return (v1 ? 144 * KBIT_V1[kbit] : 72 * KBIT_V2[kbit]) * 1_000 / hz + padding;
  }

  private void decode(ByteArrayOutputStream pcm) {
    try {
      if (bits == null) {
        bits = new Bitstream(frames);
      }
      Header header = bits.readFrame();
      if (header == null) {
        return;
      }
      SampleBuffer sound = (SampleBuffer) decoder.decodeFrame(header, bits);
      bits.closeFrame();
      rateHz = rateHz == 0 ? header.frequency() : rateHz;
      mix(sound, pcm);
    } catch (JavaLayerException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  private static void mix(SampleBuffer sound, ByteArrayOutputStream pcm) {
    int channels = sound.getChannelCount();
    for (int i = 0; i + channels <= sound.getBufferLength(); i += channels) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += sound.getBuffer()[i + c];
      }
      pcm.write(sum / channels);
      pcm.write(sum / channels >> 8);
    }
  }

  private static short[] samples(byte[] pcm) {
    short[] samples = new short[pcm.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (pcm[2 * i] & 0xff | pcm[2 * i + 1] << 8);
    }
    return samples;
  }

  private static MeshException unreadable(Throwable cause) {
    return new MeshException(MeshError.PROVIDER_FAILED, "the sound cannot be read: it is no MP3", cause);
  }

  /** Gives what was added, and says "end" in between, after which it may go on. */
  private static final class Queue extends InputStream {

    private byte[] frame = new byte[0];
    private int at;

    void add(byte[] next) {
      byte[] joined = Arrays.copyOfRange(frame, at, frame.length + next.length);
      System.arraycopy(next, 0, joined, frame.length - at, next.length);
      frame = joined;
      at = 0;
    }

    @Override
    public int available() {
      return frame.length - at;
    }

    @Override
    public int read() {
      return at < frame.length ? frame[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = Math.min(length, frame.length - at);
      if (count <= 0) {
        return length == 0 ? 0 : -1;
      }
      System.arraycopy(frame, at, into, offset, count);
      at += count;
      return count;
    }
  }
}
