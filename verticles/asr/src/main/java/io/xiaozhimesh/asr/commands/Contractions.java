package io.xiaozhimesh.asr.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ways in which the same words are spoken: people say "what is" where "what's" is written and the other way about, and
 * slowly spoken contractions fit the long form better. Pure.
 */
final class Contractions {

  private static final Map<String, String> LONG_FORMS = new TreeMap<>(Map.of(
      "what's", "what is", "how's", "how is", "who's", "who is", "where's", "where is", "it's", "it is",
      "that's", "that is", "i'm", "i am", "you're", "you are"));

  private Contractions() {
  }

  /** The phrase with its first contraction spelt out, or with the first long form contracted; neither if it has none. */
  static List<String> otherForms(String phrase) {
    List<String> forms = new ArrayList<>();
    LONG_FORMS.forEach((contraction, longForm) -> {
      String padded = ' ' + phrase + ' ';
      if (padded.contains(' ' + contraction + ' ')) {
        forms.add(padded.replaceFirst(' ' + contraction + ' ', ' ' + longForm + ' ').strip());
      } else if (padded.contains(' ' + longForm + ' ')) {
        forms.add(padded.replaceFirst(' ' + longForm + ' ', ' ' + contraction + ' ').strip());
      }
    });
    return forms;
  }
}
