package io.xiaozhimesh.stage.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LivenessWatchTest {

  private final LivenessWatch<String> watch = new LivenessWatch<>(600, 100);

  private void look(long fromMs, long toMs) {
    for (long at = fromMs; at <= toMs; at += 100) {
      assertThat(watch.silent(at)).as("at %d", at).isEmpty();
    }
  }

  @Test
  void lease_silentForLongerThanAllowed_isToldOnce() {
    watch.begin("a", 0);
    look(0, 600);
    assertThat(watch.silent(700)).containsExactly("a");
    assertThat(watch.silent(800)).isEmpty();
    assertThat(watch.size()).isZero();
  }

  @Test
  void lease_heardOf_livesOn() {
    watch.begin("a", 0);
    look(0, 500);
    watch.heard("a", 500);
    look(600, 1_100);
    assertThat(watch.silent(1_200)).containsExactly("a");
  }

  @Test
  void lease_ended_isNotMissed() {
    watch.begin("a", 0);
    watch.end("a");
    look(0, 2_000);
  }

  @Test
  void lease_neverBegun_isNotWatchedByBeingHeard() {
    watch.heard("a", 0);
    look(0, 2_000);
  }

  @Test
  void watcher_itselfPaused_givesEverybodyThatTime() {
    watch.begin("a", 0);
    look(0, 300);
    assertThat(watch.silent(5_300)).isEmpty();
    watch.heard("a", 5_310);
    look(5_400, 5_900);
    assertThat(watch.silent(6_000)).containsExactly("a");
  }

  @Test
  void watcher_paused_givesTheTimeOnceOnly() {
    watch.begin("a", 0);
    look(0, 0);
    assertThat(watch.silent(10_000)).isEmpty();
    look(10_100, 10_400);
    assertThat(watch.silent(10_500)).containsExactly("a");
  }
}
