package io.xiaozhimesh.tts;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.tts.internal.FrameMaker;

/**
 * Encodes a while before anybody listens: the first frames of a cold encoder take fifty times as long as later ones,
 * and the first answer would stutter.
 */
final class WarmUp {

  private static final int[] DOWNLINK_HZ = {24_000, 16_000};
  private static final int[] ENGINE_HZ = {16_000, 22_050, 24_000};
  private static final int FRAME_MS = 60;
  private static final int FRAMES_A_ROUND = 8;
  /** Of one shape; with fewer, what the compiler does would be measured. */
  private static final int ROUNDS_MIN = 4;
  private static final double PITCH_HZ = 140;
  private static final int HARMONICS = 12;

  private WarmUp() {
  }

  /**
   * Encodes so many frames as the options say.
   *
   * @return nanoseconds of one thread for a second of speech of the costliest shape, from the fastest round of frames, or 0
   *     when the frames were too few to tell
   */
  static long encode(OpusCodec codec, TtsOptions options, MeshClock clock) {
    long nsPerS = 0;
    int frames = options.threads().warmUpFrames() / (DOWNLINK_HZ.length * ENGINE_HZ.length);
    for (int downlinkHz : DOWNLINK_HZ) {
      for (int engineHz : ENGINE_HZ) {
        FrameMaker.Shape shape = new FrameMaker.Shape(downlinkHz, FRAME_MS, options.sentences().opusComplexity(), 0);
        long roundNs = encode(new FrameMaker(codec, shape, engineHz), engineHz, frames, clock);
        nsPerS = Math.max(nsPerS, roundNs * 1_000 / ((long) FRAMES_A_ROUND * FRAME_MS));
      }
    }
    return nsPerS;
  }

  private static long encode(FrameMaker maker, int engineHz, int frames, MeshClock clock) {
    long bestNs = Long.MAX_VALUE;
    long roundNs = 0;
    try (maker) {
      for (int i = 1; i <= frames; i++) {
        short[] pcm = vowel(engineHz, i);
        long startNs = clock.nowNs();
        maker.accept(pcm);
        roundNs += clock.nowNs() - startNs;
        if (i % FRAMES_A_ROUND == 0) {
          bestNs = Math.min(bestNs, roundNs);
          roundNs = 0;
        }
      }
    }
    return frames < ROUNDS_MIN * FRAMES_A_ROUND ? 0 : bestNs;
  }

  /** One frame of a hum that sounds like a vowel. */
  static short[] vowel(int sampleRateHz, int frame) {
    short[] pcm = new short[sampleRateHz * FRAME_MS / 1000];
    for (int i = 0; i < pcm.length; i++) {
      double sum = 0;
      for (int h = 1; h <= HARMONICS; h++) {
        sum += Math.sin(2 * Math.PI * PITCH_HZ * h * (frame * pcm.length + i) / sampleRateHz) / h;
      }
      pcm[i] = (short) (sum * 6_000);
    }
    return pcm;
  }
}
