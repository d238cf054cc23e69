package io.xiaozhimesh.tts.espeak;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as espeak-ng can read it. Control characters and brackets go, because two brackets begin a phoneme script. Within
 * Mandarin, words in Latin letters are cut out for an English voice: the Mandarin voice would read them as pinyin. Pure.
 */
final class EspeakText {

  /** A stretch of text for one voice. */
  record Run(String text, String voice) {
  }

  /** A word of Latin letters with what belongs to it, but not pinyin with a tone number. */
  private static final Pattern LATIN = Pattern.compile("[A-Za-z][A-Za-z'.&-]*(?: +[A-Za-z][A-Za-z'.&-]*)*");

  private EspeakText() {
  }

  /** What is spoken by which voice, in order; empty if there is nothing to pronounce. */
  static List<Run> runs(String text, String voice) {
    String plain = clean(text);
    List<Run> runs = new ArrayList<>();
    int done = 0;
    if (voice.equals(EspeakVoices.MANDARIN)) {
      Matcher latin = LATIN.matcher(plain);
      while (latin.find()) {
        add(runs, plain.substring(done, latin.start()), voice);
        add(runs, latin.group(), EspeakVoices.ENGLISH);
        done = latin.end();
      }
    }
    add(runs, plain.substring(done), voice);
    return runs;
  }

  private static void add(List<Run> runs, String text, String voice) {
    if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
      runs.add(new Run(text.strip(), voice));
    }
  }

  private static String clean(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints().forEach(c -> {
      boolean readable = !Character.isISOControl(c) && c != '[' && c != ']'
          && Character.getType(c) != Character.SURROGATE && Character.getType(c) != Character.OTHER_SYMBOL
          && Character.getType(c) != Character.FORMAT;
      plain.appendCodePoint(readable || c == '°' ? c : ' ');
    });
    return plain.toString();
  }
}
