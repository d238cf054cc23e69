package io.xiaozhimesh.stage.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.lease.LeaseTable.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseTableTest {

  private final LeaseTable<String> table = new LeaseTable<>(2, 1_000);

  private static TurnRef ref(String session, int epoch) {
    return new TurnRef(session, 1, epoch);
  }

  @Test
  void session_newerEpoch_replacesTheOlder() {
    table.hold(ref("a", 1), "owner", "first", 0);
    assertThat(table.ask(ref("a", 2))).isEqualTo(Verdict.FREE);
    assertThat(table.hold(ref("a", 2), "owner", "second", 0)).contains("first");
    assertThat(table.touch(ref("a", 1), 0)).isEmpty();
    assertThat(table.touch(ref("a", 2), 0)).contains("second");
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void session_olderEpoch_isStale() {
    table.hold(ref("a", 2), "owner", "second", 0);
    assertThat(table.ask(ref("a", 1))).isEqualTo(Verdict.STALE);
    assertThat(table.end(ref("a", 1))).isEmpty();
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void table_full_refusesOthersButNotItsOwn() {
    table.hold(ref("a", 1), "owner", "a", 0);
    table.hold(ref("b", 1), "owner", "b", 0);
    assertThat(table.ask(ref("c", 1))).isEqualTo(Verdict.FULL);
    assertThat(table.ask(ref("b", 2))).isEqualTo(Verdict.FREE);
  }

  @Test
  void lease_withoutMessages_expires() {
    table.hold(ref("a", 1), "owner", "a", 0);
    table.hold(ref("b", 1), "owner", "b", 0);
    table.touch(ref("b", 1), 500);
    assertThat(table.expire(1_000)).isEmpty();
    assertThat(table.expire(1_001)).containsExactly("a");
    assertThat(table.expire(1_501)).containsExactly("b");
    assertThat(table.size()).isZero();
  }

  @Test
  void lease_ended_isGone() {
    table.hold(ref("a", 1), "owner", "a", 0);
    assertThat(table.end(ref("a", 3))).contains("a");
    assertThat(table.end(ref("a", 3))).isEmpty();
  }

  @Test
  void leases_areToldByOwner() {
    table.hold(ref("a", 1), "one", "a", 0);
    table.hold(ref("b", 1), "two", "b", 0);
    assertThat(table.byOwner()).containsEntry("one", List.of("a")).containsEntry("two", List.of("b")).hasSize(2);
  }
}
