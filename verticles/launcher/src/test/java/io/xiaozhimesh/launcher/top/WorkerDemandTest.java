package io.xiaozhimesh.launcher.top;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.CapacityOrigin;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.RoleLoad;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkerDemandTest {

  private final WorkerDemand demand = new WorkerDemand();

  private static List<RoleLoad> workers(int count, int leasesEach, int queueAgeMs) {
    return IntStream.range(0, count)
        .mapToObj(i -> new RoleLoad(Role.ASR, "asr.w." + i, 10, leasesEach, leasesEach / 10.0, queueAgeMs, 0,
            CapacityOrigin.STATED)).toList();
  }

  @Test
  void nobody_orNothingToDo_wantsOne() {
    assertThat(demand.desired(List.of(), 0, 0)).isEqualTo(1);
    assertThat(demand.desired(workers(1, 0, 0), 0, 1)).isEqualTo(1);
  }

  @Test
  void leasesAboveTheTarget_wantMoreAtOnce() {
    assertThat(demand.desired(workers(1, 7, 0), 0, 0)).isEqualTo(1);
    assertThat(demand.desired(workers(1, 8, 0), 0, 1)).isEqualTo(2);
    assertThat(demand.desired(workers(2, 10, 0), 0, 2)).isEqualTo(3);
  }

  @Test
  void leasesOfLeavingWorkers_needAPlaceToo() {
    assertThat(demand.desired(workers(1, 4, 0), 10, 0)).isEqualTo(2);
  }

  @Test
  void loadBeyondTheLeases_counts() {
    assertThat(demand.desired(List.of(new RoleLoad(Role.ASR, "asr.w.0", 10, 1, 1.0)), 0, 0)).isEqualTo(2);
  }

  @Test
  void workThatWaitsEverywhere_wantsAnother_butNotWhileOneHasTime() {
    assertThat(demand.desired(workers(2, 1, WorkerDemand.QUEUE_AGE_MS_MAX + 1), 0, 0)).isEqualTo(3);
    List<RoleLoad> oneHasTime = List.of(workers(1, 1, 900).get(0), workers(2, 1, 0).get(1));
    assertThat(new WorkerDemand().desired(oneHasTime, 0, 0)).isEqualTo(1);
  }

  @Test
  void fewerAreWanted_onlyAfterAWhile() {
    assertThat(demand.desired(workers(2, 10, 0), 0, 0)).isEqualTo(3);
    assertThat(demand.desired(workers(2, 1, 0), 0, 1_000)).isEqualTo(3);
    assertThat(demand.desired(workers(2, 7, 0), 0, 30_000)).isEqualTo(3);
    assertThat(demand.desired(workers(2, 1, 0), 0, WorkerDemand.SHRINK_AFTER_MS)).isEqualTo(3);
    assertThat(demand.desired(workers(2, 1, 0), 0, WorkerDemand.SHRINK_AFTER_MS + 1)).isEqualTo(2);
    assertThat(demand.desired(workers(2, 1, 0), 0, 30_000 + WorkerDemand.SHRINK_AFTER_MS + 1)).isEqualTo(1);
  }

  @Test
  void stages_areSummedOverNodes_andALostOneIsStillWanted() {
    StagePicture stages = new StagePicture();
    stages.look(List.of(
        new NodeAnnounced("a", "1", 1, NodeState.READY, workers(1, 6, 20)),
        new NodeAnnounced("b", "1", 1, NodeState.DRAINING, workers(1, 3, 0))), 0);
    assertThat(stages.json().getJsonObject("asr").encode()).isEqualTo("{\"workers\":1,\"leaving\":1,\"desired\":2,"
        + "\"sessions\":9,\"capacity\":10,\"queueAgeMs\":20,\"messagesPerS\":0}");

    stages.look(List.of(), 100_000);
    assertThat(stages.ready(Role.ASR)).isZero();
    assertThat(stages.desired(Role.ASR)).isEqualTo(1);
    assertThat(stages.desired(Role.TTS)).isZero();
  }
}
