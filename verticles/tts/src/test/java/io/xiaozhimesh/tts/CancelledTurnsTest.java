package io.xiaozhimesh.tts;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.TurnRef;
import org.junit.jupiter.api.Test;

class CancelledTurnsTest {

  private final CancelledTurns cancelled = new CancelledTurns();

  @Test
  void cancelledTurn_coversItselfAndOlderOnes_notNewerOnes() {
    cancelled.add(new TurnRef("s", 3, 5));

    assertThat(cancelled.covers(new TurnRef("s", 3, 5))).isTrue();
    assertThat(cancelled.covers(new TurnRef("s", 9, 4))).isTrue();
    assertThat(cancelled.covers(new TurnRef("s", 2, 5))).isTrue();
    assertThat(cancelled.covers(new TurnRef("s", 4, 5))).isFalse();
    assertThat(cancelled.covers(new TurnRef("s", 1, 6))).isFalse();
    assertThat(cancelled.covers(new TurnRef("other", 1, 1))).isFalse();
  }

  @Test
  void olderCancellation_neverReplacesANewer() {
    cancelled.add(new TurnRef("s", 3, 5));
    cancelled.add(new TurnRef("s", 1, 1));

    assertThat(cancelled.covers(new TurnRef("s", 3, 5))).isTrue();
  }

  @Test
  void memory_isBounded() {
    for (int i = 0; i <= CancelledTurns.SESSIONS_MAX; i++) {
      cancelled.add(new TurnRef("s" + i, 1, 1));
    }

    assertThat(cancelled.covers(new TurnRef("s0", 1, 1))).isFalse();
    assertThat(cancelled.covers(new TurnRef("s1", 1, 1))).isTrue();
  }
}
