package io.xiaozhimesh.stage.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * In which order a chain is asked this time: members without weight keep their places; those with one share theirs, each
 * the more often in front the greater its weight is. Pure.
 */
final class ChainOrder {

  private ChainOrder() {
  }

  static <T> List<Guarded<T>> of(List<Guarded<T>> chain, RandomGenerator random) {
    List<Guarded<T>> weighted = new ArrayList<>(chain.stream().filter(member -> member.weight() > 0).toList());
    List<Guarded<T>> order = new ArrayList<>();
    for (Guarded<T> member : chain) {
      order.add(member.weight() == 0 ? member : draw(weighted, random));
    }
    return order;
  }

  private static <T> Guarded<T> draw(List<Guarded<T>> weighted, RandomGenerator random) {
    int left = random.nextInt(weighted.stream().mapToInt(Guarded::weight).sum());
    int at = 0;
    while (left >= weighted.get(at).weight()) {
      left -= weighted.get(at++).weight();
    }
    return weighted.remove(at);
  }
}
