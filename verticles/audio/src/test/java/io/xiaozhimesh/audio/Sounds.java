package io.xiaozhimesh.audio;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;

/** Sounds and measures for the tests. */
final class Sounds {

  private Sounds() {
  }

  static short[] sine(double hz, int sampleRateHz, int samples, double amplitude) {
    short[] pcm = new short[samples];
    for (int i = 0; i < samples; i++) {
      pcm[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz * i / sampleRateHz));
    }
    return pcm;
  }

  /** A buzz of 120 Hz with syllables, on which a speech coder behaves as on a voice. */
  static short[] buzz(int sampleRateHz, int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    short[] pcm = new short[samples];
    double low = 0;
    for (int i = 0; i < samples; i++) {
      double t = (double) i / sampleRateHz;
      double pulse = (t * 120) % 1 < 0.1 ? 1 : -0.1;
      double syllable = 0.5 + 0.5 * Math.sin(2 * Math.PI * 3 * t);
      low += 0.3 * (pulse * syllable + 0.05 * (random.nextDouble() - 0.5) - low);
      pcm[i] = (short) (low * 15_000);
    }
    return pcm;
  }

  /** Signal to noise in dB of {@code actual} against {@code expected} over their common inner part. */
  static double snrDb(short[] expected, short[] actual, int skip) {
    double signal = 0;
    double noise = 0;
    for (int i = skip; i < Math.min(expected.length, actual.length) - skip; i++) {
      signal += (double) expected[i] * expected[i];
      noise += Math.pow(expected[i] - actual[i], 2);
    }
    return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
  }

  static double rms(short[] pcm) {
    double sum = 0;
    for (short s : pcm) {
      sum += (double) s * s;
    }
    return pcm.length == 0 ? 0 : Math.sqrt(sum / pcm.length);
  }

  static short[] joined(Iterable<short[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (short[] part : parts) {
      for (short s : part) {
        out.write(s >> 8);
        out.write(s);
      }
    }
    byte[] bytes = out.toByteArray();
    short[] pcm = new short[bytes.length / 2];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (bytes[2 * i] << 8 | bytes[2 * i + 1] & 0xFF);
    }
    return pcm;
  }
}
