package io.xiaozhimesh.protocol.bus;

/**
 * What is said while a tool takes its time.
 *
 * @param language BCP 47 tag
 * @param text a sentence
 */
public record ToolFiller(String language, String text) {

  public ToolFiller {
    Checks.present(language, "language");
    Checks.present(text, "text");
    Checks.text(text, "text", 200);
  }
}
