package io.xiaozhimesh.ingress.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DueWheelTest {

  private final DueWheel<String> wheel = new DueWheel<>();
  private final List<String> fired = new ArrayList<>();

  private void fire(long nowMs) {
    fired.clear();
    wheel.fire(nowMs, (key, due) -> fired.add(key));
  }

  @Test
  void empty_next_isNever() {
    assertThat(wheel.nextMs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void severalDue_fire_inOrderOfTime() {
    wheel.schedule("b", 20);
    wheel.schedule("a", 10);
    wheel.schedule("c", 30);
    fire(20);
    assertThat(fired).containsExactly("a", "b");
    assertThat(wheel.nextMs()).isEqualTo(30);
  }

  @Test
  void moved_fire_onlyAtTheNewTime() {
    wheel.schedule("a", 10);
    wheel.schedule("a", 50);
    fire(10);
    assertThat(fired).isEmpty();
    fire(50);
    assertThat(fired).containsExactly("a");
    fire(100);
    assertThat(fired).isEmpty();
  }

  @Test
  void cancelled_fire_never() {
    wheel.schedule("a", 10);
    wheel.cancel("a");
    fire(100);
    assertThat(fired).isEmpty();
    assertThat(wheel.size()).isZero();
  }

  @Test
  void handlerSchedulesItsKeyAgain_fire_runsItOnceNow() {
    wheel.schedule("a", 10);
    List<Long> times = new ArrayList<>();
    wheel.fire(10, (key, due) -> {
      times.add(due);
      wheel.schedule(key, due + 60);
    });
    assertThat(times).containsExactly(10L);
    assertThat(wheel.nextMs()).isEqualTo(70);
  }

  @Test
  void anySequence_always_agreesWithAPlainMap() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    Map<String, Long> model = new HashMap<>();
    long nowMs = 0;
    for (int i = 0; i < 20_000; i++) {
      String key = "k" + random.nextInt(50);
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          long at = nowMs + random.nextInt(500);
          wheel.schedule(key, at);
          model.put(key, at);
        }
        case 2 -> {
          wheel.cancel(key);
          model.remove(key);
        }
        default -> {
          nowMs += random.nextInt(40);
          long until = nowMs;
          List<String> due = model.entrySet().stream().filter(e -> e.getValue() <= until).map(Map.Entry::getKey).toList();
          fire(nowMs);
          assertThat(fired).containsExactlyInAnyOrderElementsOf(due);
          model.keySet().removeAll(due);
        }
      }
      assertThat(wheel.size()).isEqualTo(model.size());
      assertThat(wheel.nextMs()).isEqualTo(model.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE));
    }
  }
}
