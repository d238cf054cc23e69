package io.xiaozhimesh.tts.openai;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.tts.internal.PcmBytes;
import io.xiaozhimesh.tts.internal.WavStream;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the body of an answer as it arrives, cut anywhere: headerless PCM, or a WAV stream if the service says so or its
 * first bytes do. Pure; not thread-safe.
 */
final class SpeechBody {

  /** Longest body, in bytes: five minutes at 24 kHz. */
  static final int BYTES_MAX = 16 * 1024 * 1024;

  private static final Set<String> SOUND = Set.of("", "audio/pcm", "audio/x-pcm", "audio/wav", "audio/x-wav",
      "audio/wave", "audio/vnd.wave", "application/octet-stream", "binary/octet-stream");
  private static final Pattern RATE = Pattern.compile("rate=(\\d{4,5})");
  private static final byte[] RIFF = {'R', 'I', 'F', 'F'};

  private final int rateHz;
  private final PcmBytes pcm = new PcmBytes();
  private WavStream wav;
  private byte[] first = new byte[0];
  private boolean decided;
  private long bytes;

  /**
   * @param contentType as the service named it, or null
   * @param rateHz rate of headerless PCM, unless the type names one
   * @throws MeshException PROVIDER_FAILED when this is no sound that can be read
   */
  SpeechBody(String contentType, int rateHz) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    String bare = type.split(";", 2)[0].strip();
    if (!SOUND.contains(bare)) {
      throw new MeshException(MeshError.PROVIDER_FAILED, "the service answered with another type than PCM or WAV");
    }
    Matcher rate = RATE.matcher(type);
    this.rateHz = rate.find() ? Integer.parseInt(rate.group(1)) : rateHz;
  }

  /** The samples in what came before and these bytes. */
  short[] accept(byte[] body) {
    bytes += body.length;
    if (bytes > BYTES_MAX) {
      throw new MeshException(MeshError.PROVIDER_FAILED, "the service does not stop speaking");
    }
    return decided ? decode(body) : decide(body);
  }

  /** The rate of the samples, in Hz. */
  int sampleRateHz() {
    return wav == null ? rateHz : wav.sampleRateHz();
  }

  /** Whether anything has come. */
  boolean isEmpty() {
    return bytes == 0;
  }

  private short[] decide(byte[] body) {
    byte[] joined = new byte[first.length + body.length];
    System.arraycopy(first, 0, joined, 0, first.length);
    System.arraycopy(body, 0, joined, first.length, body.length);
    first = joined;
    for (int i = 0; i < Math.min(RIFF.length, first.length); i++) {
      if (first[i] != RIFF[i]) {
        decided = true;
        return decode(first);
      }
    }
    if (first.length < RIFF.length) {
      return new short[0];
    }
    decided = true;
    wav = new WavStream();
    return decode(first);
  }

  private short[] decode(byte[] body) {
    return wav == null ? pcm.accept(body, 0, body.length) : wav.accept(body, 0, body.length);
  }
}
