package io.xiaozhimesh.bench.load.engines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds known sounds of words in a sound by normalised cross-correlation below 1 kHz. It knows no grammar: a word that is
 * not whole in the sound is not found, and one that is in it twice is found twice. Thread-safe.
 */
final class WordSpotter {

  /** A word lies where the correlation is at least this; a strange word stays below 0.5, a known one above 0.7. */
  static final double LIKENESS_MIN = 0.6;

  /** 16 kHz to 2 kHz. */
  private static final int DECIMATION = 8;
  /** First every fourth sample alone is looked at, which tells most places where the word does not lie. */
  private static final int SCREEN_STEP = 4;
  private static final double SCREEN_LIKENESS_MIN = 0.35;
  /** Of the shorter word; less may be a tail that fades into the next. */
  private static final double OVERLAP_MAX = 0.3;

  private record Word(String text, float[] sound, double energy) {
  }

  private record Found(Word word, int at, double likeness) {

    boolean overlaps(Found other) {
      int from = Math.max(at, other.at);
      int to = Math.min(at + word.sound.length, other.at + other.word.sound.length);
      return to - from > OVERLAP_MAX * Math.min(word.sound.length, other.word.sound.length);
    }
  }

  private final List<Word> words = new ArrayList<>();

  /** A spotter of these words as {@link SpokenWords} says them. */
  WordSpotter(List<String> texts) {
    for (String text : texts) {
      float[] sound = decimated(SpokenWords.sound(text));
      double energy = 0;
      for (float s : sound) {
        energy += s * s;
      }
      words.add(new Word(text, sound, energy));
    }
  }

  /** The words in the order in which they sound; PCM of 16 kHz. */
  List<String> words(short[] pcm) {
    float[] sound = decimated(pcm);
    double[] energyUpTo = new double[sound.length + 1];
    for (int i = 0; i < sound.length; i++) {
      energyUpTo[i + 1] = energyUpTo[i] + sound[i] * sound[i];
    }
    List<Found> candidates = new ArrayList<>();
    words.forEach(word -> spot(word, sound, energyUpTo, candidates));
    candidates.sort(Comparator.comparingDouble(Found::likeness).reversed());
    List<Found> chosen = new ArrayList<>();
    for (Found candidate : candidates) {
      if (chosen.stream().noneMatch(candidate::overlaps)) {
        chosen.add(candidate);
      }
    }
    chosen.sort(Comparator.comparingInt(Found::at));
    return chosen.stream().map(found -> found.word.text).toList();
  }

  private static void spot(Word word, float[] sound, double[] energyUpTo, List<Found> found) {
    for (int at = 0; at + word.sound.length <= sound.length; at++) {
      double energy = energyUpTo[at + word.sound.length] - energyUpTo[at];
      if (energy < word.energy / 100) {
        continue;
      }
      double whole = Math.sqrt(energy * word.energy);
      if (product(word.sound, sound, at, SCREEN_STEP) * SCREEN_STEP < SCREEN_LIKENESS_MIN * whole) {
        continue;
      }
      double likeness = product(word.sound, sound, at, 1) / whole;
      if (likeness >= LIKENESS_MIN) {
        found.add(new Found(word, at, likeness));
      }
    }
  }

  private static double product(float[] word, float[] sound, int at, int step) {
    double product = 0;
    for (int i = 0; i < word.length; i += step) {
      product += word[i] * sound[at + i];
    }
    return product;
  }

  private static float[] decimated(short[] pcm) {
    float[] out = new float[pcm.length / DECIMATION];
    for (int i = 0; i < out.length; i++) {
      int sum = 0;
      for (int j = 0; j < DECIMATION; j++) {
        sum += pcm[i * DECIMATION + j];
      }
      out[i] = (float) sum / DECIMATION;
    }
    return out;
  }
}
