package io.xiaozhimesh.protocol.bus;

/**
 * Words that call a tool without a language model.
 *
 * @param tool its name, as in its ToolSpec
 * @param language BCP 47 tag
 * @param text lower-case words without punctuation
 * @param argumentsJson a JSON object: the arguments of the call
 */
public record ToolPhrase(String tool, String language, String text, String argumentsJson) {

  public ToolPhrase {
    Checks.present(tool, "tool");
    Checks.present(language, "language");
    Checks.present(text, "text");
    Checks.text(text, "text", 200);
    Checks.present(argumentsJson, "argumentsJson");
  }
}
