package io.xiaozhimesh.plugins.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final long SEED = 7;

  @Test
  void failuresInARow_waitLongerUpToTheBound_atLeastHalfOfIt() {
    Backoff backoff = new Backoff(200, 5_000, new Random(SEED));
    int[] bounds = {200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000};
    for (int bound : bounds) {
      assertThat(backoff.failedMs()).as("seed %d", SEED).isBetween(bound / 2, bound);
    }
    assertThat(backoff.failures()).isEqualTo(bounds.length);
  }

  @Test
  void success_beginsFromTheFirst() {
    Backoff backoff = new Backoff(200, 5_000, new Random(SEED));
    backoff.failedMs();
    backoff.failedMs();

    backoff.succeeded();

    assertThat(backoff.failedMs()).isBetween(100, 200);
  }

  @Test
  void veryMany_doNotOverflow() {
    Backoff backoff = new Backoff(60_000, 3_600_000, new Random(SEED));
    for (int i = 0; i < 1_000; i++) {
      assertThat(backoff.failedMs()).isBetween(30_000, 3_600_000);
    }
  }

  @Test
  void senselessBounds_areRefused() {
    assertThatThrownBy(() -> new Backoff(100, 50, new Random(SEED))).isInstanceOf(IllegalArgumentException.class);
  }
}
