package io.xiaozhimesh.asr.remote;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a service understood. Pure.
 *
 * @param text the words, or ""
 * @param language BCP 47 tag as the service told it, or ""
 */
public record Words(String text, String language) {

  private static final Pattern TAG = Pattern.compile("<\\|[^|>]{0,40}\\|>");

  /** Words whose language the service does not tell. */
  public static Words of(String text) {
    return new Words(text, "");
  }

  /** Without the tags that SenseVoice sets before its words, and without space around. */
  Words cleaned() {
    return new Words(TAG.matcher(text).replaceAll("").strip(), language);
  }

  /**
   * The language: as told, else as expected, else by the script that the words are written in: zh, ja, ko, or en for
   * Latin letters, which is a guess; "" without letters.
   */
  String languageOr(String expected) {
    if (!language.isEmpty()) {
      return language;
    }
    return expected.isEmpty() ? byScript() : expected;
  }

  /** The first part of a tag, in lower case. */
  public static String primary(String tag) {
    return tag.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
  }

  private String byScript() {
    String found = "";
    for (int i = 0; i < text.length(); i++) {
      switch (Character.UnicodeScript.of(text.charAt(i))) {
        case HIRAGANA, KATAKANA -> {
          return "ja";
        }
        case HANGUL -> {
          return "ko";
        }
        case HAN -> found = "zh";
        case LATIN -> found = found.isEmpty() ? "en" : found;
        default -> { }
      }
    }
    return found;
  }
}
