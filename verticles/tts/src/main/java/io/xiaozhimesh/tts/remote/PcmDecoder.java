package io.xiaozhimesh.tts.remote;

import io.xiaozhimesh.tts.internal.PcmBytes;
import io.xiaozhimesh.tts.internal.WavStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headerless mono 16-bit little-endian PCM, or a WAV stream of such if the first bytes say so. Pure; not thread-safe. */
public final class PcmDecoder implements SoundDecoder {

  private static final Pattern RATE = Pattern.compile("rate=(\\d{4,5})");
  private static final byte[] RIFF = {'R', 'I', 'F', 'F'};

  private final PcmBytes pcm = new PcmBytes();
  private int rateHz;
  private WavStream wav;
  private byte[] first = new byte[0];
  private boolean decided;

  /** @param rateHz rate of headerless PCM, unless the service names one */
  public PcmDecoder(int rateHz) {
    this.rateHz = rateHz;
  }

  @Override
  public void type(String contentType) {
    Matcher rate = RATE.matcher(contentType == null ? "" : contentType.toLowerCase(Locale.ROOT));
    if (rate.find()) {
      rateHz = Integer.parseInt(rate.group(1));
    }
  }

  @Override
  public short[] accept(byte[] bytes) {
    return decided ? decode(bytes) : decide(bytes);
  }

  @Override
  public int sampleRateHz() {
    return wav == null ? rateHz : wav.sampleRateHz();
  }

  private short[] decide(byte[] bytes) {
    int before = first.length;
    first = Arrays.copyOf(first, before + bytes.length);
    System.arraycopy(bytes, 0, first, before, bytes.length);
    int same = Arrays.mismatch(RIFF, 0, RIFF.length, first, 0, first.length);
    if (same == first.length && first.length < RIFF.length) {
      return new short[0];
    }
    decided = true;
    wav = same < 0 || same == RIFF.length ? new WavStream() : null;
    return decode(first);
  }

  private short[] decode(byte[] bytes) {
    return wav == null ? pcm.accept(bytes, 0, bytes.length) : wav.accept(bytes, 0, bytes.length);
  }
}
