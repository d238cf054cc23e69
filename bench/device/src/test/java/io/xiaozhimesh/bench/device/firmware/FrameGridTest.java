package io.xiaozhimesh.bench.device.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FrameGridTest {

  private final FrameGrid grid = new FrameGrid(60);

  private double arrives(double ms) {
    return grid.arrived(7_000_000_000L + (long) (ms * 1e6));
  }

  @Test
  void perfectPace_noFrame_isLate() {
    for (int i = 0; i < 100; i++) {
      assertThat(arrives(i * 60)).isZero();
    }
    assertThat(grid.frames()).isEqualTo(100);
    assertThat(grid.lateFrames()).isZero();
  }

  @Test
  void framesAheadAtTheStart_latenessAfterwards_isNotHidden() {
    arrives(0);
    arrives(0);
    arrives(0);
    assertThat(arrives(60)).isZero();
    assertThat(arrives(127)).isCloseTo(7, within(0.001));
    assertThat(arrives(180)).isZero();
    assertThat(grid.lateFrames()).isEqualTo(1);
  }

  @Test
  void exactlyFiveMs_frame_isNotLate() {
    arrives(0);
    assertThat(arrives(65)).isCloseTo(5, within(0.001));
    assertThat(grid.lateFrames()).isZero();
  }

  @Test
  void driftingPace_eachFrameBehindTheGrid_isLate() {
    for (int i = 0; i < 10; i++) {
      arrives(i * 62);
    }
    assertThat(grid.lateFrames()).isEqualTo(7);
  }

  @Test
  void stall_longPause_countsOnceAndStartsTheGridAnew() {
    arrives(0);
    arrives(60);
    assertThat(arrives(620)).isCloseTo(500, within(0.001));
    assertThat(arrives(680)).isZero();
    assertThat(grid.lateFrames()).isEqualTo(1);
    assertThat(grid.stalls()).isEqualTo(1);
    assertThat(grid.lastNs() - grid.firstNs()).isEqualTo(680_000_000L);
  }
}
