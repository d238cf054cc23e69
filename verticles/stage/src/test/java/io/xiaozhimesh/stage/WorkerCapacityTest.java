package io.xiaozhimesh.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.CapacityOrigin;
import org.junit.jupiter.api.Test;

class WorkerCapacityTest {

  @Test
  void configured_winsOverTheMeasurement() {
    assertThat(WorkerCapacity.of(3, 2, 1_000_000, 500)).isEqualTo(new WorkerCapacity(3, CapacityOrigin.CONFIGURED));
  }

  @Test
  void notMeasured_isWhatIsStated() {
    assertThat(WorkerCapacity.of(0, 2, 0, 500)).isEqualTo(new WorkerCapacity(500, CapacityOrigin.STATED));
  }

  @Test
  void measured_isHalfOfTheTimeOfAllThreads_withinItsBounds() {
    assertThat(WorkerCapacity.of(0, 2, 5_000_000, 500)).isEqualTo(new WorkerCapacity(200, CapacityOrigin.MEASURED));
    assertThat(WorkerCapacity.of(0, 1, 900_000_000, 500).sessions()).isEqualTo(WorkerCapacity.MEASURED_MIN);
    assertThat(WorkerCapacity.of(0, 64, 1, 500).sessions()).isEqualTo(WorkerCapacity.MEASURED_MAX);
  }

  @Test
  void load_tellsWhereTheCapacityComesFrom() {
    assertThat(new WorkerCapacity(4, CapacityOrigin.MEASURED).load(1))
        .isEqualTo(new WorkerDirectory.Load(4, 1, 0.25, 0, CapacityOrigin.MEASURED));
    assertThat(new WorkerCapacity(4, CapacityOrigin.MEASURED)).hasToString("4 (measured)");
  }
}
