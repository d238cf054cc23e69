package io.xiaozhimesh.audio;

import java.util.Arrays;

/**
 * Changes the sample rate of one mono stream by band-limited interpolation: each output sample is
 * {@code y(t) = Σ x[k] · c·sinc(c·(t-k)) · w((t-k)/W)} with the Kaiser window w (Kaiser and Schafer 1980; Smith,
 * "Digital Audio Resampling"), evaluated as a polyphase filter. The pass band ends at 84 % of the lower Nyquist
 * frequency; what lies above that frequency is 80 dB down.
 *
 * <p>The filter's delay is taken out: output sample 0 stands where input sample 0 stood. One instance serves one stream
 * and one thread at a time.
 */
public final class Resampler {

  /** Lowest rate, in Hz. */
  public static final int RATE_HZ_MIN = 4_000;
  /** Highest rate, in Hz. */
  public static final int RATE_HZ_MAX = 192_000;

  private final int phases;
  private final int step;
  private final int half;
  private final int primed;
  private final float[][] taps;
  private short[] held;
  private int heldSamples;
  private int start;
  private int phase;

  private Resampler(int fromHz, int toHz, boolean causal) {
    int divisor = gcd(fromHz, toHz);
    phases = toHz / divisor;
    step = fromHz / divisor;
    double cutoff = Math.min(1.0, (double) toHz / fromHz);
    half = SincKernel.halfTaps(cutoff);
    taps = phases == step ? new float[0][] : SincKernel.taps(phases, half, cutoff);
    primed = causal ? 2 * half - 1 : half - 1;
    reset();
  }

  /**
   * A resampler between two rates.
   *
   * @throws IllegalArgumentException for a rate outside {@value #RATE_HZ_MIN} to {@value #RATE_HZ_MAX} Hz
   */
  public static Resampler of(int fromHz, int toHz) {
    return new Resampler(checked(fromHz), checked(toHz), false);
  }

  /** One that answers every n samples with exactly n·to/from at once and has the filter's delay instead. */
  static Resampler causal(int fromHz, int toHz) {
    return new Resampler(checked(fromHz), checked(toHz), true);
  }

  /** Takes the next samples of the stream; answers with those that are ready, which may be none. */
  public short[] process(short[] pcm) {
    if (phases == step) {
      return pcm.clone();
    }
    hold(pcm);
    return produce();
  }

  /** Ends the stream: answers with the rest, and is then ready for another stream. */
  public short[] flush() {
    if (phases == step) {
      return new short[0];
    }
    hold(new short[half]);
    short[] rest = produce();
    reset();
    return rest;
  }

  private void hold(short[] pcm) {
    if (heldSamples + pcm.length > held.length) {
      held = Arrays.copyOf(held, heldSamples + pcm.length);
    }
    System.arraycopy(pcm, 0, held, heldSamples, pcm.length);
    heldSamples += pcm.length;
  }

  private short[] produce() {
    int width = 2 * half;
    int room = heldSamples - start < width ? 0 : (int) (((long) heldSamples - start) * phases / step) + 1;
    short[] out = new short[room];
    int n = 0;
    while (start + width <= heldSamples) {
      out[n++] = sample(taps[phase]);
      phase += step;
      start += phase / phases;
      phase %= phases;
    }
    forget();
    return n == out.length ? out : Arrays.copyOf(out, n);
  }

  private short sample(float[] weights) {
    float sum = 0;
    for (int j = 0; j < weights.length; j++) {
      sum += weights[j] * held[start + j];
    }
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
  }

  private void forget() {
    int gone = Math.min(start, heldSamples);
    System.arraycopy(held, gone, held, 0, heldSamples - gone);
    heldSamples -= gone;
    start -= gone;
  }

  private void reset() {
    held = new short[Math.max(primed, 0) + 4 * half];
    heldSamples = primed;
    start = 0;
    phase = 0;
  }

  private static int checked(int hz) {
    if (hz < RATE_HZ_MIN || hz > RATE_HZ_MAX) {
      throw new IllegalArgumentException(
          "a sample rate from " + RATE_HZ_MIN + " to " + RATE_HZ_MAX + " Hz is needed, not " + hz);
    }
    return hz;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
