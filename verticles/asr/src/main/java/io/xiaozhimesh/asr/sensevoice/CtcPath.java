package io.xiaozhimesh.asr.sensevoice;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Greedy CTC: the best token of each row, repetitions taken as one, blanks left out. Pure. */
final class CtcPath {

  private CtcPath() {
  }

  /**
   * Decodes rows of scores.
   *
   * @param logits {@code rows} times {@code vocabulary} values
   */
  static List<Integer> decode(FloatBuffer logits, int rows, int vocabulary, int blank) {
    List<Integer> ids = new ArrayList<>();
    int before = blank;
    for (int row = 0; row < rows; row++) {
      int best = best(logits, row * vocabulary, vocabulary);
      if (best != before && best != blank) {
        ids.add(best);
      }
      before = best;
    }
    return ids;
  }

  private static int best(FloatBuffer logits, int from, int vocabulary) {
    int best = 0;
    for (int i = 1; i < vocabulary; i++) {
      if (logits.get(from + i) > logits.get(from + best)) {
        best = i;
      }
    }
    return best;
  }
}
