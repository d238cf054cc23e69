package io.xiaozhimesh.vad.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GapFillerTest {

  private static final int LOOK_EVERY_MS = 50;

  private final GapFiller gaps = new GapFiller(300, LOOK_EVERY_MS, 0);

  private int silenceUntil(long fromMs, long untilMs) {
    int silenceMs = 0;
    for (long now = fromMs; now <= untilMs; now += LOOK_EVERY_MS) {
      gaps.look(now);
      silenceMs += gaps.fill(now).silenceMs();
    }
    return silenceMs;
  }

  @Test
  void packetsStop_silenceCountsAfterTheTolerance() {
    assertThat(silenceUntil(50, 300)).isZero();
    assertThat(silenceUntil(350, 1_000)).isEqualTo(700);
  }

  @Test
  void packetsComeAgain_theCountBeginsAnew() {
    silenceUntil(50, 500);
    gaps.arrived(500);
    assertThat(silenceUntil(550, 800)).isZero();
  }

  @Test
  void workerStandsStill_itsOwnPauseIsNoSilence() {
    silenceUntil(50, 200);
    assertThat(silenceUntil(2_000, 2_050)).as("what came meanwhile waits to be read").isZero();
    gaps.arrived(2_050);
    assertThat(silenceUntil(2_100, 2_350)).isZero();
  }

  @Test
  void workerStandsStill_andNothingCameMeanwhile_silenceCountsAfterWhatIsLeftOfTheTolerance() {
    silenceUntil(50, 200);
    assertThat(silenceUntil(2_000, 2_400)).isBetween(300, 400);
  }
}
