package io.xiaozhimesh.vad.silero;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A sound made by arithmetic, and what the official graph says to each of its windows: silence, a vowel, silence, noise, and
 * another vowel in it. A graph that says the same holds the same weights in the same places.
 */
final class SelfTest {

  static final float TOLERANCE = 1e-5f;
  private static final int WINDOW = 512;
  private static final int WINDOWS = 32;
  /** Pitch and three formants, in Hz, of two vowels. */
  private static final double[][] VOWELS = {{118, 730, 1_090, 2_440}, {142, 390, 1_990, 2_550}};

  private static final float[] EXPECTED = {
      0.0016697943f, 0.0068838596f, 0.008910686f, 0.007857174f, 0.81670076f, 0.9071244f, 0.9085458f, 0.97508264f,
      0.9634955f, 0.99268603f, 0.99760866f, 0.99466765f, 0.99494517f, 0.9897012f, 0.9804435f, 0.9901465f,
      0.014173657f, 0.011836439f, 0.02150476f, 0.02193436f, 0.42071292f, 0.2019799f, 0.9564756f, 0.9781951f,
      0.9753563f, 0.97828037f, 0.9620288f, 0.9423572f, 0.9287361f, 0.96460193f, 0.94005907f, 0.891495f
  };

  private SelfTest() {
  }

  /** What the official graph says to each window. */
  static float[] expected() {
    return EXPECTED.clone();
  }

  /** The greatest difference from the expected probabilities; not a number counts as infinite. */
  static float difference(SileroModel model) throws OrtException {
    float[] found = probabilities(model);
    float worst = 0;
    for (int i = 0; i < EXPECTED.length; i++) {
      float difference = Math.abs(found[i] - EXPECTED[i]);
      worst = Float.isNaN(difference) ? Float.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    return worst;
  }

  /** What a model says to each window. */
  static float[] probabilities(SileroModel model) throws OrtException {
    short[] sound = sound();
    float[] probabilities = new float[WINDOWS];
    SileroState state = new SileroState();
    try (SileroScorer scorer = model.scorer(1)) {
      for (int i = 0; i < WINDOWS; i++) {
        short[] window = new short[WINDOW];
        System.arraycopy(sound, i * WINDOW, window, 0, WINDOW);
        probabilities[i] = scorer.score(List.of(new SileroScorer.Row(state, window)))[0];
      }
    }
    return probabilities;
  }

  private static short[] sound() {
    short[] pcm = new short[WINDOWS * WINDOW];
    SplittableRandom random = new SplittableRandom(17);
    for (int i = 0; i < pcm.length; i++) {
      int window = i / WINDOW;
      boolean noisy = window >= 20;
      double value = noisy ? (random.nextDouble() - 0.5) * 600 : 0;
      if (window >= 4 && window < 16) {
        value += vowel(VOWELS[0], i);
      } else if (window >= 22 && window < 29) {
        value += vowel(VOWELS[1], i);
      }
      pcm[i] = (short) value;
    }
    return pcm;
  }

  /** Harmonics of the pitch, each as loud as it is near a formant; pitch and loudness sway as in a voice. */
  private static double vowel(double[] vowel, int sample) {
    double t = sample / 16_000.0;
    double sum = 0;
    double phase = 2 * Math.PI * (vowel[0] * t + 0.8 * StrictMath.sin(2 * Math.PI * 4 * t));
    for (int k = 1; k <= 24; k++) {
      double gain = 0;
      for (int f = 1; f < vowel.length; f++) {
        double off = (k * vowel[0] - vowel[f]) / 110;
        gain += 1 / (f * (1 + off * off));
      }
      sum += gain * StrictMath.sin(k * phase);
    }
    return 2_600 * sum * (0.65 + 0.35 * StrictMath.sin(2 * Math.PI * 5 * t));
  }
}
