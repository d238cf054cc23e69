package io.xiaozhimesh.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.RoleLoad;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DirectoryTableTest {

  private static final long SEED = 20260101;

  private final DirectoryTable table = new DirectoryTable("here", new SplittableRandom(SEED));

  @Test
  void empty_hasNobody() {
    assertThat(table.candidates(Role.ASR, 3, 0)).isEmpty();
    assertThat(table.alive(0)).isEmpty();
  }

  @Test
  void localNode_comesFirstWhileItIsNotLoaded() {
    accept("here", 0.79, 0);
    accept("there", 0.0, 0);

    assertThat(table.candidates(Role.ASR, 3, 0)).containsExactly("asr.w.here", "asr.w.there");
  }

  @Test
  void workerOfADrainingOrSilentNode_isLeavingWhileAnotherTakesLeases() {
    accept("there", 0.5, 0);
    assertThat(table.isLeaving(Role.ASR, "asr.w.there", 0)).isFalse();
    table.accept(new NodeAnnounced("there", "0.1.0", 1, NodeState.DRAINING,
        List.of(new RoleLoad(Role.ASR, "asr.w.there", 10, 5, 0.5))), 0);
    assertThat(table.isLeaving(Role.ASR, "asr.w.there", 0)).as("nobody else").isFalse();

    accept("elsewhere", 0.5, DirectoryTable.SILENCE_MS_MAX);
    assertThat(table.isLeaving(Role.ASR, "asr.w.there", DirectoryTable.SILENCE_MS_MAX)).isTrue();
    assertThat(table.isLeaving(Role.ASR, "asr.w.gone", DirectoryTable.SILENCE_MS_MAX)).isTrue();
    assertThat(table.isLeaving(Role.VAD, "vad.w.there", DirectoryTable.SILENCE_MS_MAX)).isFalse();
  }

  @Test
  void avoidedWorker_isAskedLast_andOnlyForAWhile() {
    accept("here", 0.0, 0);
    accept("there", 0.9, 0);
    table.avoid("asr.w.here", 500);

    assertThat(table.candidates(Role.ASR, 3, 499)).containsExactly("asr.w.there", "asr.w.here");
    assertThat(table.candidates(Role.ASR, 1, 499)).containsExactly("asr.w.there");
    assertThat(table.candidates(Role.ASR, 3, 500)).containsExactly("asr.w.here", "asr.w.there");
  }

  @Test
  void avoidedWorker_isAskedWhenThereIsNobodyElse() {
    accept("here", 0.0, 0);
    table.avoid("asr.w.here", 500);

    assertThat(table.candidates(Role.ASR, 3, 0)).containsExactly("asr.w.here");
  }

  @Test
  void severalWorkersOfARoleOnTheLocalNode_areTriedFromTheLeastLoaded() {
    table.accept(new NodeAnnounced("here", "0.1.0", 1, NodeState.READY, List.of(
        new RoleLoad(Role.ASR, "asr.w.here", 10, 7, 0.7), new RoleLoad(Role.ASR, "asr.w.here.1", 10, 3, 0.3),
        new RoleLoad(Role.ASR, "asr.w.here.2", 10, 5, 0.5), new RoleLoad(Role.ASR, "asr.w.here.3", 10, 9, 0.9))), 0);

    assertThat(table.candidates(Role.ASR, 3, 0)).containsExactly("asr.w.here.1", "asr.w.here.2", "asr.w.here");
    assertThat(table.candidates(Role.ASR, 4, 0)).hasSize(4).endsWith("asr.w.here.3");
  }

  @Test
  void loadedLocalNode_hasNoPrivilege() {
    accept("here", 0.8, 0);
    accept("there", 0.1, 0);
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      first.merge(table.candidates(Role.ASR, 1, 0).get(0), 1, Integer::sum);
    }

    assertThat(first.get("asr.w.there")).isGreaterThan(first.getOrDefault("asr.w.here", 0));
  }

  @Test
  void lessLoadedOfTwo_winsMostlyAndNobodyStarves() {
    for (int i = 0; i < 4; i++) {
      accept("n" + i, i * 0.25, 0);
    }
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < 4_000; i++) {
      first.merge(table.candidates(Role.ASR, 1, 0).get(0), 1, Integer::sum);
    }

    assertThat(first.get("asr.w.n0")).isBetween(1_500, 2_000);
    assertThat(first.get("asr.w.n0")).isGreaterThan(first.get("asr.w.n1"));
    assertThat(first.get("asr.w.n1")).isGreaterThan(first.get("asr.w.n2"));
    assertThat(first.get("asr.w.n2")).isGreaterThan(first.get("asr.w.n3"));
    assertThat(first.get("asr.w.n3")).isPositive();
  }

  @Test
  void clockSetBackAnHour_isHeardAsSoonAsItsFormerSelfIsSilent() {
    assertThat(table.accept(new NodeAnnounced("n1", "1", 3_600_000, NodeState.READY, List.of()), 0)).isTrue();
    NodeAnnounced restarted = new NodeAnnounced("n1", "2", 0, NodeState.READY, List.of());

    assertThat(table.accept(restarted, DirectoryTable.SILENCE_MS_MAX)).isFalse();
    assertThat(table.alive(DirectoryTable.SILENCE_MS_MAX)).extracting(NodeAnnounced::version).containsExactly("1");
    assertThat(table.accept(restarted, DirectoryTable.SILENCE_MS_MAX + 1)).isTrue();
    assertThat(table.alive(DirectoryTable.SILENCE_MS_MAX + 1)).containsExactly(restarted);
  }

  @Test
  void stranger_isWhoWasNotThereOrHasRestarted() {
    NodeAnnounced first = new NodeAnnounced("n1", "1", 7, NodeState.READY, List.of());

    assertThat(table.accept(first, 0)).isTrue();
    assertThat(table.accept(first, 1_000)).isFalse();
    assertThat(table.accept(new NodeAnnounced("n1", "1", 8, NodeState.READY, List.of()), 2_000)).isTrue();
    assertThat(table.accept(new NodeAnnounced("here", "1", 7, NodeState.READY, List.of()), 2_000)).isFalse();
  }

  @Test
  void silence_isMeasuredFromTheLastAnnouncement() {
    accept("n1", 0, 1_000);

    assertThat(table.heardMsAgo("n1", 1_700)).isEqualTo(700);
    assertThat(table.heardMsAgo("n1", 99_000)).isEqualTo(DirectoryTable.SILENCE_MS_MAX);
    assertThat(table.heardMsAgo("nobody", 0)).isEqualTo(DirectoryTable.SILENCE_MS_MAX);
    String worker = table.alive(1_700).get(0).roles().get(0).inbox();
    assertThat(table.heardOfMsAgo(worker, 1_700)).isEqualTo(700);
    assertThat(table.heardOfMsAgo("nobody", 1_700)).isEqualTo(DirectoryTable.SILENCE_MS_MAX);
  }

  @Test
  void candidates_areDistinctAndBounded() {
    for (int i = 0; i < 10; i++) {
      accept("n" + i, 0.5, 0);
    }

    assertThat(table.candidates(Role.ASR, 3, 0)).hasSize(3).doesNotHaveDuplicates();
    assertThat(table.candidates(Role.ASR, 20, 0)).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void onlyReadyNodesOfTheRole_areCandidates() {
    table.accept(node("a", 1, NodeState.DRAINING, 0), 0);
    table.accept(node("b", 1, NodeState.STARTING, 0), 0);
    accept("c", 0, 0);

    assertThat(table.candidates(Role.ASR, 3, 0)).containsExactly("asr.w.c");
    assertThat(table.candidates(Role.TTS, 3, 0)).isEmpty();
    assertThat(table.alive(0)).extracting(NodeAnnounced::node).containsExactly("a", "b", "c");
  }

  @Test
  void silentNode_isGoneAfterItsTime() {
    accept("a", 0, 0);
    accept("b", 0, 1_000);

    assertThat(table.candidates(Role.ASR, 3, 3_000)).hasSize(2);
    assertThat(table.candidates(Role.ASR, 3, 3_001)).containsExactly("asr.w.b");
  }

  @Test
  void lateWordOfAnOlderIncarnation_isIgnored() {
    table.accept(node("a", 2, NodeState.READY, 0), 0);
    table.accept(node("a", 1, NodeState.DRAINING, 0), 0);
    assertThat(table.candidates(Role.ASR, 3, 0)).containsExactly("asr.w.a");

    table.accept(node("a", 3, NodeState.DRAINING, 0), 0);

    assertThat(table.candidates(Role.ASR, 3, 0)).isEmpty();
  }

  private void accept(String name, double load, long nowMs) {
    table.accept(node(name, 1, NodeState.READY, load), nowMs);
  }

  private static NodeAnnounced node(String name, long incarnation, NodeState state, double load) {
    return new NodeAnnounced(name, "test", incarnation, state,
        List.of(new RoleLoad(Role.ASR, "asr.w." + name, 10, 0, load)));
  }
}
