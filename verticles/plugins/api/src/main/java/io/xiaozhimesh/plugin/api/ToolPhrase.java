package io.xiaozhimesh.plugin.api;

import java.util.Map;
import java.util.Objects;

/**
 * Words that call a tool without a language model. They become part of the grammar of the recogniser.
 *
 * @param language BCP 47 tag, such as "en-US" or "zh-CN"
 * @param text lower-case words without punctuation, as they are spoken; at most 200 characters
 * @param arguments with which the tool is then called: texts, numbers and booleans by name
 */
public record ToolPhrase(String language, String text, Map<String, Object> arguments) {

  /** Longest text in characters. */
  public static final int CHARS_MAX = 200;

  public ToolPhrase {
    Objects.requireNonNull(language, "language");
    arguments = Map.copyOf(arguments);
    if (text.isBlank() || text.length() > CHARS_MAX) {
      throw new IllegalArgumentException("a phrase has 1 to " + CHARS_MAX + " characters");
    }
  }
}
