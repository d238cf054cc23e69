package io.xiaozhimesh.tts.remote;

/**
 * What is to be said.
 *
 * @param text without control characters and halves of characters
 * @param language BCP 47 tag
 * @param voice as it was wanted; "" for the default
 */
public record Sentence(String text, String language, String voice) {

  /** A text as every service and format can take it. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      boolean broken = Character.isISOControl(c) || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF;
      clean.appendCodePoint(broken ? ' ' : c);
    });
    return clean.toString();
  }
}
