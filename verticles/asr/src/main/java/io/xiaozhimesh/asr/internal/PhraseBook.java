package io.xiaozhimesh.asr.internal;

import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.protocol.bus.PhrasesDeclared;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What every source has last declared that can be said to it. Bounded. Not thread-safe. */
public final class PhraseBook {

  private final int sourcesMax;
  private final int phrasesMax;
  private final Map<String, List<Phrase>> bySource = new TreeMap<>();

  /**
   * @param sourcesMax declarations of further sources are refused
   * @param phrasesMax phrases over all sources
   */
  public PhraseBook(int sourcesMax, int phrasesMax) {
    this.sourcesMax = sourcesMax;
    this.phrasesMax = phrasesMax;
  }

  /** What became of a declaration. */
  public enum Outcome {
    /** The union may have changed. */
    CHANGED,
    /** The source had declared the same before. */
    SAME,
    /** There is no room for it; what the source had declared before still holds. */
    REFUSED
  }

  /** Takes the place of what the source has declared before. */
  public Outcome declare(PhrasesDeclared declared) {
    List<Phrase> before = bySource.getOrDefault(declared.source(), List.of());
    if (before.equals(declared.phrases())) {
      return Outcome.SAME;
    }
    boolean newSource = !bySource.containsKey(declared.source());
    int phrases = total() - before.size() + declared.phrases().size();
    if (newSource && bySource.size() == sourcesMax || phrases > phrasesMax) {
      return Outcome.REFUSED;
    }
    put(declared);
    return Outcome.CHANGED;
  }

  /** Everything that can be said, each once, in an order that does not depend on when it was declared. */
  public List<Phrase> union() {
    Set<Phrase> union = new LinkedHashSet<>();
    bySource.values().forEach(union::addAll);
    return List.copyOf(union);
  }

  private void put(PhrasesDeclared declared) {
    if (declared.phrases().isEmpty()) {
      bySource.remove(declared.source());
    } else {
      bySource.put(declared.source(), declared.phrases());
    }
  }

  private int total() {
    return bySource.values().stream().mapToInt(List::size).sum();
  }
}
