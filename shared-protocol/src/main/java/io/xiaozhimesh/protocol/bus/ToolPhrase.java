package io.xiaozhimesh.protocol.bus;

/**
 * Words that call a tool without a language model. A text may have places for what is said freely: {@code {name}} for
 * any words, {@code {name:number}} for words that begin with a number. What stands there is put into the argument texts
 * that hold {@code {name}}. Such a text is for the dialogue only, not for a recogniser.
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

  /** Whether some of it is said freely. */
  public boolean hasPlaces() {
    return text.indexOf('{') >= 0;
  }
}
