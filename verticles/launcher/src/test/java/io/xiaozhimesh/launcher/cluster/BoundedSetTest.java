package io.xiaozhimesh.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedSetTest {

  private final BoundedSet set = new BoundedSet(2);

  @Test
  void full_forgetsTheOneLongestNotAdded() {
    assertThat(set.add("a")).isFalse();
    assertThat(set.add("b")).isFalse();
    assertThat(set.add("a")).isFalse();
    assertThat(set.add("c")).isTrue();

    assertThat(set.all()).containsExactly("a", "c");
    assertThat(set.contains("b")).isFalse();
  }

  @Test
  void removed_isGone() {
    set.add("a");
    set.remove("a");

    assertThat(set.size()).isZero();
  }
}
