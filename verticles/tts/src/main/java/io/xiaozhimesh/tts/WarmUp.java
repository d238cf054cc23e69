package io.xiaozhimesh.tts;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.tts.internal.FrameMaker;

/**
 * Encodes a while before anybody listens: the first frames of a cold encoder take fifty times as long as later ones, and
 * the first answer would stutter.
 */
final class WarmUp {

  private static final int SAMPLE_RATE_HZ = 24_000;
  private static final int FRAME_MS = 60;
  private static final int FRAME_SAMPLES = SAMPLE_RATE_HZ / 1000 * FRAME_MS;
  private static final double PITCH_HZ = 140;
  private static final int HARMONICS = 12;

  private WarmUp() {
  }

  static void encode(OpusCodec codec, TtsOptions options) {
    FrameMaker.Shape shape =
        new FrameMaker.Shape(SAMPLE_RATE_HZ, FRAME_MS, options.sentences().opusComplexity(), 0);
    try (FrameMaker maker = new FrameMaker(codec, shape, SAMPLE_RATE_HZ)) {
      for (int i = 0; i < options.threads().warmUpFrames(); i++) {
        maker.accept(vowel(i * FRAME_SAMPLES));
      }
    }
  }

  private static short[] vowel(int from) {
    short[] pcm = new short[FRAME_SAMPLES];
    for (int i = 0; i < pcm.length; i++) {
      double sum = 0;
      for (int h = 1; h <= HARMONICS; h++) {
        sum += Math.sin(2 * Math.PI * PITCH_HZ * h * (from + i) / SAMPLE_RATE_HZ) / h;
      }
      pcm[i] = (short) (sum * 6_000);
    }
    return pcm;
  }
}
