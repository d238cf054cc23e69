package io.xiaozhimesh.audio;

/** Sends a known sound through a codec, for warming up and for finding out whether the codec works. */
final class CodecTrial {

  private static final int FRAME_MS = 60;
  private static final int COMPLEXITY = 0;
  private static final double TONE_HZ = 220;
  private static final double TONE_AMPLITUDE = 8_000;
  private static final int TRIAL_FRAMES = 10;
  private static final double LEVEL_TOLERANCE = 0.3;

  private CodecTrial() {
  }

  /** Encodes and decodes so many frames; answers with the root mean square of what came out. */
  static double run(OpusCodec codec, int sampleRateHz, int frames) {
    try (OpusEncoder encoder = codec.encoder(sampleRateHz, FRAME_MS, COMPLEXITY, false);
        OpusDecoder decoder = codec.decoder(sampleRateHz)) {
      short[] frame = new short[encoder.frameSamples()];
      double sum = 0;
      long samples = 0;
      for (int f = 0; f < frames; f++) {
        fill(frame, f, sampleRateHz);
        for (short s : decoder.decode(encoder.encode(frame, 0))) {
          sum += (double) s * s;
          samples++;
        }
      }
      return samples == 0 ? 0 : Math.sqrt(sum / samples);
    }
  }

  /** Whether a tone survives the codec with about its level. */
  static boolean passes(OpusCodec codec) {
    double expected = TONE_AMPLITUDE / Math.sqrt(2);
    double level = run(codec, 16_000, TRIAL_FRAMES);
    return Math.abs(level - expected) < expected * LEVEL_TOLERANCE;
  }

  private static void fill(short[] frame, int index, int sampleRateHz) {
    for (int i = 0; i < frame.length; i++) {
      double t = ((long) index * frame.length + i) / (double) sampleRateHz;
      frame[i] = (short) (TONE_AMPLITUDE * Math.sin(2 * Math.PI * TONE_HZ * t));
    }
  }
}
