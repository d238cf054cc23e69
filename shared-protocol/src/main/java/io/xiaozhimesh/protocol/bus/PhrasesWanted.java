package io.xiaozhimesh.protocol.bus;

/**
 * Published on the phrases address by a recogniser or a dialogue worker that has just started: every source answers
 * with PhrasesDeclared, plugins with ToolPhrasesDeclared too.
 *
 * @param by who asks; for the log
 */
@WireType(28)
public record PhrasesWanted(String by) implements ControlMessage {

  public PhrasesWanted {
    Checks.present(by, "by");
  }
}
