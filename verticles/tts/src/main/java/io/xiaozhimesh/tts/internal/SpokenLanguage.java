package io.xiaozhimesh.tts.internal;

import java.util.Locale;

/**
 * In which language a sentence is to be pronounced: its tag, corrected where its script cannot be that language,
 * because models answer in another language than they were asked in.
 */
public final class SpokenLanguage {

  private static final String MANDARIN = "zh-CN";
  private static final String ENGLISH = "en-US";

  private SpokenLanguage() {
  }

  /** The language of a text that carries this BCP 47 tag, or "". */
  public static String of(String text, String tag) {
    String primary = primary(tag);
    boolean han = text.codePoints().anyMatch(SpokenLanguage::isHan);
    boolean latin = text.codePoints().anyMatch(SpokenLanguage::isLatinLetter);
    boolean kana = text.codePoints().anyMatch(SpokenLanguage::isKana);
    if (primary.isEmpty()) {
      return kana ? "ja-JP" : han ? MANDARIN : ENGLISH;
    } else if (isChinese(primary)) {
      return !han && latin ? ENGLISH : tag;
    }
    return han && !kana && !primary.equals("ja") && !primary.equals("ko") ? MANDARIN : tag;
  }

  /** The language of a tag without script and region, in lower case. */
  public static String primary(String tag) {
    int end = 0;
    while (end < tag.length() && Character.isLetter(tag.charAt(end))) {
      end++;
    }
    return tag.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** Whether the primary language is written in hanzi. */
  public static boolean isChinese(String primary) {
    return primary.equals("zh") || primary.equals("cmn") || primary.equals("yue");
  }

  /** Whether there is anything to pronounce. */
  public static boolean pronounceable(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  static boolean isHan(int codePoint) {
    return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
  }

  static boolean isLatinLetter(int codePoint) {
    return Character.isLetter(codePoint)
        && Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.LATIN;
  }

  private static boolean isKana(int codePoint) {
    Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
    return script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA;
  }
}
