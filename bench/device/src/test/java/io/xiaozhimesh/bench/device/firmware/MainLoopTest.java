package io.xiaozhimesh.bench.device.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainLoopTest {

  private final ArrayDeque<Runnable> passes = new ArrayDeque<>();
  private final List<String> log = new ArrayList<>();
  private final MainLoop loop = new MainLoop(passes::add, () -> log.add("pass"));

  @Test
  void severalTasks_onePass_runsThemInOrder() {
    loop.schedule(() -> log.add("a"));
    loop.schedule(() -> log.add("b"));
    assertThat(passes).hasSize(1);
    assertThat(log).isEmpty();
    passes.poll().run();
    assertThat(log).containsExactly("pass", "a", "b");
  }

  @Test
  void taskGivenDuringAPass_runs_inTheNext() {
    loop.schedule(() -> loop.schedule(() -> log.add("later")));
    passes.poll().run();
    assertThat(log).containsExactly("pass");
    passes.poll().run();
    assertThat(log).containsExactly("pass", "pass", "later");
  }

  @Test
  void wokenTwice_onePass_follows() {
    loop.wake();
    loop.wake();
    assertThat(passes).hasSize(1);
  }
}
