package io.xiaozhimesh.tts.sound;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;

/**
 * MPEG 1, 2 and 2.5 audio of all layers, decoded by JLayer and mixed down to mono. Tags before the sound are passed over here:
 * JLayer would keep them in memory, whatever length they announce. A damaged frame is left out; many in a row end the sound.
 */
final class Mp3Sound implements PcmStream {

  private static final int TAG_HEADER_BYTES = 10;
  private static final int DAMAGED_IN_A_ROW_MAX = 50;
  /** A frame may need the bits of up to nine frames before it (ISO/IEC 11172-3, main_data_begin). */
  private static final int RESERVOIR_FRAMES = 10;

  private final InputStream in;
  private final Bitstream frames;
  private final Decoder decoder = new Decoder();
  private final int sampleRateHz;
  private int damaged;
  private Header ahead;

  Mp3Sound(InputStream source) throws IOException {
    in = withoutTags(source);
    frames = new Bitstream(in);
    ahead = header();
    if (ahead == null) {
      throw new IOException("the sound is no MPEG audio");
    }
    sampleRateHz = ahead.frequency();
  }

  @Override
  public int sampleRateHz() {
    return sampleRateHz;
  }

  @Override
  public short[] next() throws IOException {
    Header header = ahead != null ? ahead : header();
    ahead = null;
    if (header == null) {
      return null;
    }
    try {
      if (header.frequency() != sampleRateHz) {
        throw new IOException("the sound changes its rate to " + header.frequency() + " Hz");
      }
      SampleBuffer decoded = (SampleBuffer) decoder.decodeFrame(header, frames);
      damaged = 0;
      return mono(decoded.getBuffer(), decoded.getBufferLength(), decoded.getChannelCount());
    } catch (JavaLayerException | RuntimeException e) {
      // JLayer runs over the end of its arrays on frames that are damaged.
      if (++damaged > DAMAGED_IN_A_ROW_MAX) {
        throw new IOException("the sound is damaged", e);
      }
      return new short[0];
    } finally {
      frames.closeFrame();
    }
  }

  /** Whole frames, without decoding but the last ones before the place, on whose bits the next may depend. */
  @Override
  public long skip(long samples) throws IOException {
    long skipped = 0;
    while (true) {
      ahead = ahead != null ? ahead : header();
      if (ahead == null) {
        return skipped;
      }
      long frame = samplesOf(ahead);
      if (skipped + frame > samples) {
        return skipped;
      }
      if (skipped + RESERVOIR_FRAMES * frame > samples) {
        next();
      } else {
        ahead = null;
        frames.closeFrame();
      }
      skipped += frame;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private Header header() throws IOException {
    try {
      return frames.readFrame();
    } catch (BitstreamException | RuntimeException e) {
      throw new IOException("the sound is no MPEG audio", e);
    }
  }

  private static long samplesOf(Header header) {
    return Math.round((double) header.ms_per_frame() * header.frequency() / 1000);
  }

  private static short[] mono(short[] interleaved, int length, int channels) {
    short[] pcm = new short[length / channels];
    for (int i = 0; i < pcm.length; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += interleaved[i * channels + c];
      }
      pcm[i] = (short) (sum / channels);
    }
    return pcm;
  }

  /** Passes over ID3v2 tags: "ID3", version, flags, and a length of four times seven bits. */
  private static InputStream withoutTags(InputStream source) throws IOException {
    PushbackInputStream in = new PushbackInputStream(source, TAG_HEADER_BYTES);
    while (true) {
      byte[] start = in.readNBytes(TAG_HEADER_BYTES);
      boolean tag = start.length == TAG_HEADER_BYTES && start[0] == 'I' && start[1] == 'D' && start[2] == '3';
      if (!tag) {
        in.unread(start);
        return in;
      }
      Skipping.over(in, (start[6] & 0x7FL) << 21 | (start[7] & 0x7F) << 14 | (start[8] & 0x7F) << 7 | start[9] & 0x7F);
    }
  }
}
