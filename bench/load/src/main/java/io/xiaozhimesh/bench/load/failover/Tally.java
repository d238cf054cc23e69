package io.xiaozhimesh.bench.load.failover;

import io.xiaozhimesh.bench.load.failover.Talker.Talked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts blows and turns together: what went wrong in a turn is put down to the last blow that hit it, else to the last one
 * that fell while it lasted. Thread-safe.
 */
final class Tally {

  /** A worker was struck. */
  record Struck(Case what, long atNs, Set<String> sessionIds) {
  }

  private static final class Sum {
    int kills;
    int turnsLost;
    int wordsLost;
    int sentencesTwice;
    int stale;
    final List<Double> pausesMs = new ArrayList<>();
  }

  private final List<Struck> blows = new ArrayList<>();
  private final List<Talked> turns = new ArrayList<>();
  private final List<Row> others = new ArrayList<>();

  synchronized void struck(Struck blow) {
    blows.add(blow);
  }

  /** Takes note of a turn; answers with the blow to which its faults are put down. */
  synchronized Case talked(Talked turn) {
    turns.add(turn);
    return last(turn, true).or(() -> last(turn, false)).map(Struck::what).orElse(Case.UNDISTURBED);
  }

  /** Something that was counted elsewhere. */
  synchronized void row(Row row) {
    others.add(row);
  }

  synchronized int blows() {
    return blows.size();
  }

  synchronized int blows(Case what) {
    return (int) blows.stream().filter(blow -> blow.what.equals(what)).count();
  }

  synchronized int turns() {
    return turns.size();
  }

  /** Turns that went wrong, so far. */
  synchronized long spoilt() {
    return turns.stream().filter(turn -> !turn.verdict().spotless()).count();
  }

  /** One row per case that occurred, the undisturbed turns at the end. */
  synchronized List<Row> rows() {
    Map<Case, Sum> sums = new LinkedHashMap<>();
    blows.stream().map(Struck::what).sorted(Comparator.comparing(Case::toString))
        .forEach(what -> sums.computeIfAbsent(what, w -> new Sum()).kills++);
    sums.put(Case.UNDISTURBED, new Sum());
    turns.forEach(turn -> add(sums, turn));
    List<Row> rows = new ArrayList<>();
    sums.forEach((what, sum) -> rows.add(new Row(what, sum.kills, sum.turnsLost, sum.wordsLost, sum.sentencesTwice,
        sum.stale, List.copyOf(sum.pausesMs))));
    rows.addAll(others);
    return rows;
  }

  private void add(Map<Case, Sum> sums, Talked turn) {
    Optional<Struck> hit = last(turn, true);
    Optional<Struck> blame = hit.or(() -> last(turn, false));
    Sum sum = sums.get(blame.map(Struck::what).orElse(Case.UNDISTURBED));
    Verdict verdict = turn.verdict();
    sum.turnsLost += verdict.whole() ? 0 : 1;
    sum.wordsLost += verdict.wordsLost();
    sum.sentencesTwice += verdict.sentencesTwice();
    sum.stale += verdict.stale();
    if (hit.isPresent() || blame.isEmpty()) {
      double lateMs = verdict.firstSoundMs() < 0 ? 0 : verdict.firstSoundMs() - usualMs(turn.tool());
      sum.pausesMs.add(Math.max(verdict.longestGapMs(), Math.max(0, lateMs)));
    }
  }

  private Optional<Struck> last(Talked turn, boolean hit) {
    return blows.stream().filter(blow -> blow.atNs >= turn.fromNs() && blow.atNs <= turn.toNs())
        .filter(blow -> !hit || blow.sessionIds.contains(turn.sessionId()))
        .reduce((earlier, later) -> later);
  }

  /** From the end of the speech to the first sound when nobody is struck: the median. */
  private double usualMs(boolean tool) {
    List<Double> usual = turns.stream()
        .filter(turn -> turn.tool() == tool && turn.verdict().firstSoundMs() >= 0 && last(turn, true).isEmpty())
        .map(turn -> turn.verdict().firstSoundMs()).sorted().toList();
    return usual.isEmpty() ? 0 : usual.get(usual.size() / 2);
  }
}
