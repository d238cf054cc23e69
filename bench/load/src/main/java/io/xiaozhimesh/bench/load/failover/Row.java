package io.xiaozhimesh.bench.load.failover;

import java.util.List;

/**
 * What came of one case.
 *
 * @param what the case
 * @param kills workers struck
 * @param turnsLost turns without a transcript, or whose answer was not heard whole
 * @param wordsLost words of people that are missing, doubled or wrong
 * @param sentencesTwice sentences of which a part was heard twice
 * @param stale packets that belong to no answer in hand
 * @param pausesMs for each turn that was hit, the longest silence that was not due, in milliseconds
 */
public record Row(
    Case what, int kills, int turnsLost, int wordsLost, int sentencesTwice, int stale, List<Double> pausesMs) {

  /** The pause that so many percent stay below; 0 where nobody was hit. */
  public double pauseMs(double percentile) {
    List<Double> sorted = pausesMs.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(sorted.size() * percentile / 100) - 1);
  }

  /** Whether nothing was lost, heard twice or stale. */
  public boolean spotless() {
    return turnsLost + wordsLost + sentencesTwice + stale == 0;
  }
}
