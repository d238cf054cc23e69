package io.xiaozhimesh.plugins.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {

  private final List<String> evicted = new ArrayList<>();
  private final BoundedCache<Integer> cache = new BoundedCache<>(2, 1_000, (key, value) -> evicted.add(key + value));

  @Test
  void full_theOneUnusedForLongestGivesWay() {
    cache.put("a", 1, 0);
    cache.put("b", 2, 1);
    cache.get("a", 2);

    cache.put("c", 3, 3);

    assertThat(evicted).containsExactly("b2");
    assertThat(cache.values()).containsExactly(1, 3);
  }

  @Test
  void ttl_countsFromTheLastUse() {
    cache.put("a", 1, 0);
    assertThat(cache.get("a", 1_000)).contains(1);
    assertThat(cache.get("a", 2_000)).contains(1);

    assertThat(cache.get("a", 3_001)).isEmpty();
    assertThat(evicted).containsExactly("a1");
    assertThat(cache.size()).isZero();
  }

  @Test
  void replacedAndRemoved_areNotEvicted() {
    cache.put("a", 1, 0);

    assertThat(cache.put("a", 2, 0)).contains(1);
    assertThat(cache.remove("a")).contains(2);
    assertThat(cache.remove("a")).isEmpty();
    assertThat(evicted).isEmpty();
  }

  @Test
  void expire_endsTheEldestOnly() {
    cache.put("a", 1, 0);
    cache.put("b", 2, 500);

    cache.expire(1_001);

    assertThat(cache.values()).containsExactly(2);
  }
}
