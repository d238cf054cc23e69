package io.xiaozhimesh.bench.load.engines;

import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.bench.device.speech.SpokenSentence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words that {@link WordSpotter} knows, each as the one sound in which devices say it, so that what was heard can be
 * held against what was said word by word. Thread-safe.
 */
public final class SpokenWords {

  /** A question that begins with it makes the scripted teller call {@link SlowLookup}. */
  public static final String LOOKUP = "weather";

  /** A question that begins with it is answered with the question before it. */
  public static final String RECALL = "history";

  /** Words without a meaning. */
  public static final List<String> PLAIN = List.of("banana", "elephant", "umbrella", "tomorrow", "kangaroo", "melody",
      "potato", "hospital", "gorilla", "cinnamon", "october", "telephone", "volcano", "triangle", "mosquito", "library");

  /** Silence between two words, in milliseconds: far less than what ends an utterance. */
  public static final int GAP_MS = 80;

  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final int SILENCE_AFTER_MS = 120;
  /** Below this a sample at the edge of a word is silence. */
  private static final int EDGE_LEVEL = 200;

  private static final Map<String, short[]> SOUNDS = new ConcurrentHashMap<>();

  private SpokenWords() {
  }

  /** All of them. */
  static List<String> all() {
    String[] all = Arrays.copyOf(PLAIN.toArray(String[]::new), PLAIN.size() + 2);
    all[PLAIN.size()] = LOOKUP;
    all[PLAIN.size() + 1] = RECALL;
    return List.of(all);
  }

  /** One word at 16 kHz without silence around it. Takes some tens of milliseconds the first time. */
  static short[] sound(String word) {
    return SOUNDS.computeIfAbsent(word, w -> trimmed(SpokenSentence.of(w).pcm()));
  }

  /** The words one after the other, 16 kHz. */
  public static Wav sentence(List<String> words) {
    int gap = SAMPLE_RATE_HZ / 1000 * GAP_MS;
    int samples = words.stream().mapToInt(w -> sound(w).length + gap).sum();
    short[] pcm = new short[samples + SAMPLE_RATE_HZ / 1000 * SILENCE_AFTER_MS];
    int at = 0;
    for (String word : words) {
      short[] sound = sound(word);
      System.arraycopy(sound, 0, pcm, at, sound.length);
      at += sound.length + gap;
    }
    return new Wav(SAMPLE_RATE_HZ, pcm);
  }

  private static short[] trimmed(short[] pcm) {
    int from = 0;
    int to = pcm.length;
    while (from < to && Math.abs(pcm[from]) < EDGE_LEVEL) {
      from++;
    }
    while (to > from && Math.abs(pcm[to - 1]) < EDGE_LEVEL) {
      to--;
    }
    return Arrays.copyOfRange(pcm, from, to);
  }
}
