package io.xiaozhimesh.bench.load.engines;

import java.util.ArrayList;
import java.util.List;

/**
 * Sound by which it can be told, packet by packet, which part of which sentence it is: each packet of 60 ms holds two
 * tones, one for its place in the sentence and one for the sentence. Pure; thread-safe.
 */
public final class ToneCode {

  /** Samples per second. */
  public static final int SAMPLE_RATE_HZ = 16_000;

  /** Samples of a packet. */
  public static final int FRAME_SAMPLES = 960;

  /** What {@link #read} makes of a packet in which nothing sounds. */
  public static final int SILENCE = -1;

  /** What it makes of one in which the tones are not clear. */
  public static final int UNCLEAR = -2;

  private static final int TONES = 16;
  private static final int PLACE_HZ = 300;
  private static final int SENTENCE_HZ = 2_000;
  private static final int STEP_HZ = 100;
  private static final int FRAMES_MIN = 14;
  private static final int FRAMES_SPREAD = 24;
  private static final int AMPLITUDE = 6_000;
  /** What rings on in a codec after a sentence is far below it; the tones are at 6,000. */
  private static final double AUDIBLE_RMS = 1_500;
  /** A codec delays by some milliseconds, so the edges of a packet hold its neighbours. */
  private static final int WINDOW_FROM = 240;
  private static final int WINDOW_TO = 880;
  /** The strongest tone of a family is at least so much stronger than the next, in power. */
  private static final double CLEAR_RATIO = 3;

  private ToneCode() {
  }

  /** What {@link #read} makes of each packet of the sentence, in order. */
  public static List<Integer> symbols(String sentence) {
    int hash = spread(sentence.hashCode());
    int frames = FRAMES_MIN + Math.floorMod(hash >> 8, FRAMES_SPREAD);
    int first = Math.floorMod(hash >> 4, TONES);
    List<Integer> symbols = new ArrayList<>(frames);
    for (int i = 0; i < frames; i++) {
      symbols.add((first + i) % TONES * TONES + Math.floorMod(hash, TONES));
    }
    return symbols;
  }

  /** The sound of the sentence at 16 kHz: whole packets. */
  static short[] sound(String sentence) {
    List<Integer> symbols = symbols(sentence);
    short[] pcm = new short[symbols.size() * FRAME_SAMPLES];
    for (int at = 0; at < pcm.length; at++) {
      int symbol = symbols.get(at / FRAME_SAMPLES);
      double place = Math.sin(2 * Math.PI * (PLACE_HZ + symbol / TONES * STEP_HZ) * at / SAMPLE_RATE_HZ);
      double whose = Math.sin(2 * Math.PI * (SENTENCE_HZ + symbol % TONES * STEP_HZ) * at / SAMPLE_RATE_HZ);
      pcm[at] = (short) (AMPLITUDE * (place + whose));
    }
    return pcm;
  }

  /** Which packet this is, by its decoded sound. */
  public static int read(short[] pcm, int from) {
    double energy = 0;
    for (int i = from + WINDOW_FROM; i < from + WINDOW_TO; i++) {
      energy += (double) pcm[i] * pcm[i];
    }
    if (Math.sqrt(energy / (WINDOW_TO - WINDOW_FROM)) < AUDIBLE_RMS) {
      return SILENCE;
    }
    int place = strongest(pcm, from, PLACE_HZ);
    int whose = strongest(pcm, from, SENTENCE_HZ);
    return place < 0 || whose < 0 ? UNCLEAR : place * TONES + whose;
  }

  private static int strongest(short[] pcm, int from, int lowestHz) {
    int best = 0;
    double bestPower = 0;
    double next = 0;
    for (int tone = 0; tone < TONES; tone++) {
      double power = power(pcm, from, lowestHz + tone * STEP_HZ);
      if (power > bestPower) {
        next = bestPower;
        bestPower = power;
        best = tone;
      } else {
        next = Math.max(next, power);
      }
    }
    return bestPower >= CLEAR_RATIO * next ? best : -1;
  }

  /** Goertzel's algorithm: the power of one frequency in the middle of the packet. */
  private static double power(short[] pcm, int from, int hz) {
    double factor = 2 * Math.cos(2 * Math.PI * hz / SAMPLE_RATE_HZ);
    double before = 0;
    double beforeThat = 0;
    for (int i = from + WINDOW_FROM; i < from + WINDOW_TO; i++) {
      double now = pcm[i] + factor * before - beforeThat;
      beforeThat = before;
      before = now;
    }
    return before * before + beforeThat * beforeThat - factor * before * beforeThat;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B1;
    return mixed ^ mixed >>> 15;
  }
}
