package io.xiaozhimesh.protocol.bus;

/**
 * One thing that can be said, in words as they are spoken.
 *
 * @param language BCP 47 tag
 * @param text lower-case words without punctuation
 */
public record Phrase(String language, String text) {

  public Phrase {
    Checks.present(language, "language");
    Checks.present(text, "text");
    Checks.text(text, "text", 200);
  }
}
