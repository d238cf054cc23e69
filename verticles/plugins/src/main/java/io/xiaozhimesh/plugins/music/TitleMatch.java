package io.xiaozhimesh.plugins.music;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How well what somebody calls a piece fits its title, from 0 to 1: 1 for the same words, whatever their case, width, marks and
 * punctuation; above 0.7 when one holds the other; else the share of pairs of neighbouring characters that both have (Dice 1945),
 * which forgives a recogniser's mistakes in English and in Chinese alike.
 */
final class TitleMatch {

  /** What fits less is something else. */
  static final double ENOUGH = 0.5;

  private static final double HOLDS = 0.7;
  private static final int HELD_CHARS_MIN = 2;

  private TitleMatch() {
  }

  /** The comparable form: lower-case letters, digits and characters without blanks. */
  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT)
        .replaceAll("\\p{M}+", "").replaceAll("[^\\p{L}\\p{N}]+", "");
  }

  /** Both in their plain form. */
  static double score(String wanted, String title) {
    if (wanted.isEmpty() || title.isEmpty()) {
      return 0;
    } else if (wanted.equals(title)) {
      return 1;
    }
    String longer = wanted.length() > title.length() ? wanted : title;
    String shorter = wanted.length() > title.length() ? title : wanted;
    if (shorter.length() >= HELD_CHARS_MIN && longer.contains(shorter)) {
      return HOLDS + (1 - HOLDS) * shorter.length() / (longer.length() + 1);
    }
    return HOLDS * dice(wanted, title);
  }

  private static double dice(String a, String b) {
    if (a.length() < 2 || b.length() < 2) {
      return 0;
    }
    Map<String, Integer> pairs = new HashMap<>();
    for (int i = 0; i + 1 < a.length(); i++) {
      pairs.merge(a.substring(i, i + 2), 1, Integer::sum);
    }
    int shared = 0;
    for (int i = 0; i + 1 < b.length(); i++) {
      String pair = b.substring(i, i + 2);
      if (pairs.getOrDefault(pair, 0) > 0) {
        pairs.merge(pair, -1, Integer::sum);
        shared++;
      }
    }
    return 2.0 * shared / (a.length() + b.length() - 2);
  }
}
