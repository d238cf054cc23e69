package io.xiaozhimesh.dialogue.internal;

/** Which script a text is written in, as far as the choice of a language and of a cut depends on it. */
public final class Scripts {

  private Scripts() {
  }

  /** Whether the text holds a Chinese character. */
  public static boolean hasHan(String text) {
    return text.codePoints().anyMatch(Scripts::isHan);
  }

  /** Whether this is a Chinese character. */
  public static boolean isHan(int codePoint) {
    return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
  }

  /** Whether this is written without spaces between words: Chinese, Japanese, and their punctuation. */
  public static boolean isWide(int codePoint) {
    return codePoint >= 0x2E80 && codePoint <= 0x9FFF
        || codePoint >= 0xF900 && codePoint <= 0xFAFF
        || codePoint >= 0xFF01 && codePoint <= 0xFF60
        || codePoint >= 0x20000 && codePoint <= 0x3FFFF;
  }

  /**
   * The language of one sentence: Chinese as soon as it holds a Chinese character, else what the turn is in, but
   * English for Latin words in a Chinese turn.
   *
   * @param turnLanguage BCP 47 tag of the turn
   */
  public static String languageOf(String sentence, String turnLanguage) {
    boolean ownHan = turnLanguage.startsWith("zh") || turnLanguage.startsWith("yue") || turnLanguage.startsWith("ja");
    if (hasHan(sentence)) {
      return ownHan ? turnLanguage : "zh-CN";
    }
    boolean words = sentence.codePoints().anyMatch(Character::isLetter);
    boolean chinese = turnLanguage.startsWith("zh") || turnLanguage.startsWith("yue");
    return words && chinese ? "en-US" : turnLanguage;
  }
}
