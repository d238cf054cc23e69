package io.xiaozhimesh.asr.commands;

import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.language.grammar.Grammar;
import edu.cmu.sphinx.linguist.language.grammar.GrammarNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The phrases as a tree of words between two silences. Every branch has probability 1, so that how sure the recogniser
 * must be of a phrase does not depend on how many others there are. Used by the thread that compiles it.
 */
final class PhraseGrammar extends Grammar {

  private static final String SILENCE = "<sil>";
  private static final float LOG_ONE = 0f;

  private final Collection<String> phrases;

  /** Phrases of known words, separated by single blanks. */
  PhraseGrammar(Dictionary dictionary, Collection<String> phrases) {
    super(false, true, true, false, dictionary);
    this.phrases = phrases;
  }

  @Override
  protected GrammarNode createGrammar() {
    GrammarNode first = createGrammarNode(SILENCE);
    GrammarNode last = createGrammarNode(SILENCE);
    last.setFinalNode(true);
    Map<String, GrammarNode> byPrefix = new HashMap<>();
    phrases.forEach(phrase -> grow(first, phrase, byPrefix).add(last, LOG_ONE));
    return first;
  }

  private GrammarNode grow(GrammarNode root, String phrase, Map<String, GrammarNode> byPrefix) {
    GrammarNode node = root;
    StringBuilder prefix = new StringBuilder();
    for (String word : phrase.split(" ")) {
      prefix.append(word).append(' ');
      GrammarNode parent = node;
      node = byPrefix.computeIfAbsent(prefix.toString(), key -> child(parent, word));
    }
    return node;
  }

  private GrammarNode child(GrammarNode parent, String word) {
    GrammarNode child = createGrammarNode(word);
    parent.add(child, LOG_ONE);
    return child;
  }
}
