package io.xiaozhimesh.tts.internal;

import java.util.Arrays;

/**
 * Shapes the silence of one sentence, whatever its engine puts around the words: at most {@link #LEAD_MS} before the
 * first sound, at most {@link #INNER_MS_MAX} between words, and exactly the given pause at the end. Works on windows of
 * 10 ms. Not thread-safe.
 */
final class Silence {

  /** Kept before the first sound, so that a soft consonant is not cut. */
  static final int LEAD_MS = 40;

  /** Longest silence inside a sentence. */
  static final int INNER_MS_MAX = 1_500;

  /** A window whose loudest sample is below this (-45 dB of full scale) is silent. */
  static final int THRESHOLD = 184;

  private final int window;
  private final int lead;
  private final int innerMax;
  private final int pause;
  private final Samples partial = new Samples();
  private final Samples held = new Samples();
  private boolean voiced;

  Silence(int sampleRateHz, int pauseMs) {
    window = sampleRateHz / 100;
    lead = sampleRateHz / 1000 * LEAD_MS;
    innerMax = sampleRateHz / 1000 * INNER_MS_MAX;
    pause = sampleRateHz / 1000 * pauseMs;
  }

  /** Takes samples and answers with those that are certain to be part of the sentence. */
  short[] accept(short[] pcm) {
    partial.add(pcm, 0, pcm.length);
    Samples out = new Samples();
    while (partial.size() >= window) {
      window(partial.take(window), out);
    }
    return out.takeAll();
  }

  /** The end of the sentence: its last sounds and the pause; empty if there was no sound. */
  short[] finish() {
    Samples out = new Samples();
    window(partial.takeAll(), out);
    if (!voiced) {
      return new short[0];
    }
    short[] tail = held.takeAll();
    out.add(tail, 0, Math.min(tail.length, pause));
    out.add(new short[Math.max(0, pause - tail.length)], 0, Math.max(0, pause - tail.length));
    return out.takeAll();
  }

  private void window(short[] pcm, Samples out) {
    if (silent(pcm)) {
      held.add(pcm, 0, pcm.length);
      held.keepLast(voiced ? innerMax : lead);
      return;
    }
    voiced = true;
    short[] before = held.takeAll();
    out.add(before, 0, before.length);
    out.add(pcm, 0, pcm.length);
  }

  private static boolean silent(short[] pcm) {
    for (short s : pcm) {
      if (Math.abs(s) >= THRESHOLD) {
        return false;
      }
    }
    return true;
  }

  /** A growing row of samples that is taken from the front. */
  static final class Samples {

    private short[] array = new short[0];
    private int start;
    private int end;

    int size() {
      return end - start;
    }

    void add(short[] pcm, int offset, int length) {
      if (end + length > array.length) {
        short[] grown = new short[Math.max(size() + length, size() * 2)];
        System.arraycopy(array, start, grown, 0, size());
        end -= start;
        start = 0;
        array = grown;
      }
      System.arraycopy(pcm, offset, array, end, length);
      end += length;
    }

    short[] take(int length) {
      short[] taken = Arrays.copyOfRange(array, start, start + length);
      start += length;
      return taken;
    }

    short[] takeAll() {
      return take(size());
    }

    void keepLast(int length) {
      start = Math.max(start, end - length);
    }
  }
}
