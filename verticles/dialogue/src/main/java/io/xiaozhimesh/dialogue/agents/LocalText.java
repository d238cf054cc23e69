package io.xiaozhimesh.dialogue.agents;

import java.util.Map;

/**
 * A text in one language or in several.
 *
 * @param byLanguage from the primary language ("en", "zh") to the text; "" for the text of all other languages
 */
public record LocalText(Map<String, String> byLanguage) {

  public LocalText {
    byLanguage = Map.copyOf(byLanguage);
    if (byLanguage.isEmpty()) {
      throw new IllegalArgumentException("a text is needed in at least one language");
    }
  }

  /** The same text for every language. */
  public static LocalText of(String text) {
    return new LocalText(Map.of("", text));
  }

  /**
   * The text for a language, or the nearest thing to it.
   *
   * @param language BCP 47 tag
   */
  public String in(String language) {
    String primary = language.split("-", 2)[0];
    String any = byLanguage.values().iterator().next();
    String otherwise = byLanguage.getOrDefault("", byLanguage.getOrDefault("en", any));
    return byLanguage.getOrDefault(primary, otherwise);
  }
}
