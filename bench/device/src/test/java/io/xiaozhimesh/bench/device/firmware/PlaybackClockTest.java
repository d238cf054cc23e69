package io.xiaozhimesh.bench.device.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlaybackClockTest {

  private static final long MS = 1_000_000;

  private final PlaybackClock clock = new PlaybackClock(60);

  @Test
  void running_lateTimer_keepsTheAbsoluteSchedule() {
    assertThat(clock.play(1000 * MS)).isEqualTo(1000 * MS);
    assertThat(clock.play(1067 * MS)).isEqualTo(1060 * MS);
    assertThat(clock.play(1121 * MS)).isEqualTo(1120 * MS);
    assertThat(clock.dueNs()).isEqualTo(1180 * MS);
  }

  @Test
  void ranDry_nextPacketOfTheAnswer_countsOneGapOfThatLength() {
    clock.play(0);
    clock.ranDry();
    assertThat(clock.gaps()).isZero();
    assertThat(clock.play(90 * MS)).isEqualTo(90 * MS);
    assertThat(clock.gaps()).isEqualTo(1);
    assertThat(clock.gapMs()).isCloseTo(30, within(0.001));
  }

  @Test
  void ranDry_newAnswerBegins_isNoGap() {
    clock.play(0);
    clock.ranDry();
    clock.answerBegins();
    clock.play(5000 * MS);
    assertThat(clock.gaps()).isZero();
  }

  @Test
  void ranDryAtTheEnd_nothingFollows_isNoGap() {
    clock.play(0);
    clock.play(60 * MS);
    clock.ranDry();
    assertThat(clock.running()).isFalse();
    assertThat(clock.gaps()).isZero();
  }
}
