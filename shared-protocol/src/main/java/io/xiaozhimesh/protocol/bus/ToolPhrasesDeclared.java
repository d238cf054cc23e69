package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Published on the phrases address beside PhrasesDeclared of the same source: which tool each phrase calls. A later
 * declaration of the same source replaces the earlier.
 *
 * @param source the plugin that understands these
 * @param phrases at most a few thousand
 */
@WireType(29)
public record ToolPhrasesDeclared(String source, List<ToolPhrase> phrases) implements ControlMessage {

  public ToolPhrasesDeclared {
    Checks.present(source, "source");
    Checks.present(phrases, "phrases");
    phrases = List.copyOf(phrases);
  }
}
