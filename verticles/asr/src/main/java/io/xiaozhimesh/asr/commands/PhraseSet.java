package io.xiaozhimesh.asr.commands;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the recognisers listen for, and how much of what was declared they cannot: phrases of other languages and phrases
 * with a word that nobody can pronounce.
 *
 * @param phrases lower-case words separated by single blanks
 * @param spoken every way in which one of them may be spoken, with the phrase that it then is
 * @param otherLanguage how many were not English
 * @param unpronounceable how many hold a word that is not in the dictionary
 */
record PhraseSet(SortedSet<String> phrases, SortedMap<String, String> spoken, int otherLanguage, int unpronounceable) {

  /** Beyond this the grammar takes seconds to compile; the rest counts as unpronounceable. */
  static final int PHRASES_MAX = 5_000;

  /** Listens for nothing. */
  static final PhraseSet EMPTY = new PhraseSet(new TreeSet<>(), new TreeMap<>(), 0, 0);

  /** Sorts out what can be listened for. */
  static PhraseSet of(Collection<Phrase> declared, Predicate<String> knows) {
    SortedSet<String> phrases = new TreeSet<>();
    int otherLanguage = 0;
    int unpronounceable = 0;
    for (Phrase phrase : declared) {
      String words = normalised(phrase.text());
      if (!isEnglish(phrase)) {
        otherLanguage++;
      } else if (phrases.size() == PHRASES_MAX || words.isEmpty() || !pronounceable(words, knows)) {
        unpronounceable++;
      } else {
        phrases.add(words);
      }
    }
    return new PhraseSet(phrases, spoken(phrases, knows), otherLanguage, unpronounceable);
  }

  private static SortedMap<String, String> spoken(SortedSet<String> phrases, Predicate<String> knows) {
    SortedMap<String, String> spoken = new TreeMap<>();
    for (String phrase : phrases) {
      Contractions.otherForms(phrase).stream().filter(form -> pronounceable(form, knows))
          .forEach(form -> spoken.putIfAbsent(form, phrase));
    }
    phrases.forEach(phrase -> spoken.put(phrase, phrase));
    return spoken;
  }

  private static boolean isEnglish(Phrase phrase) {
    String language = phrase.language().toLowerCase(Locale.ROOT);
    return language.equals("en") || language.startsWith("en-");
  }

  private static boolean pronounceable(String words, Predicate<String> knows) {
    return Arrays.stream(words.split(" ")).allMatch(knows);
  }

  /** The dictionary writes words in lower case with a straight apostrophe; punctuation is not spoken. */
  private static String normalised(String text) {
    return text.toLowerCase(Locale.ROOT).replace('\u2019', '\'').replaceAll("[^\\p{L}\\p{N}' ]", " ")
        .trim().replaceAll("\\s+", " ");
  }
}
