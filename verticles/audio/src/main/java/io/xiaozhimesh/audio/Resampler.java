package io.xiaozhimesh.audio;

import java.util.Arrays;

/** Changes the rate of a mono stream by straight lines between samples. One instance serves one stream. */
public final class Resampler {

  private final double step;
  private double position;
  private short last;
  private boolean started;

  private Resampler(int fromHz, int toHz) {
    step = (double) fromHz / toHz;
  }

  /** From one rate to another, in Hz. */
  public static Resampler of(int fromHz, int toHz) {
    return new Resampler(fromHz, toHz);
  }

  /** The samples that follow from these. */
  public short[] process(short[] pcm) {
    if (pcm.length == 0) {
      return pcm;
    }
    if (!started) {
      started = true;
      last = pcm[0];
    }
    short[] out = new short[(int) (pcm.length / step) + 2];
    int n = 0;
    while (position < pcm.length && n < out.length) {
      int at = (int) position;
      double a = at == 0 ? last : pcm[at - 1];
      out[n++] = (short) Math.round(a + (pcm[at] - a) * (position - at));
      position += step;
    }
    position -= pcm.length;
    last = pcm[pcm.length - 1];
    return Arrays.copyOf(out, n);
  }

  /** What is still inside. */
  public short[] flush() {
    return new short[0];
  }
}
