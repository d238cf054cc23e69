package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Published on the phrases address: what can be said to a stage. The commands recogniser compiles its grammar from
 * the union over all sources; a later declaration of the same source replaces the earlier.
 *
 * @param source the stage or plugin that understands these
 * @param phrases at most a few thousand
 */
@WireType(27)
public record PhrasesDeclared(String source, List<Phrase> phrases) implements ControlMessage {

  public PhrasesDeclared {
    Checks.present(source, "source");
    Checks.present(phrases, "phrases");
    phrases = List.copyOf(phrases);
  }
}
