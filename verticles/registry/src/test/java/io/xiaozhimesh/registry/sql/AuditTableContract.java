package io.xiaozhimesh.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.AuditAppend;
import io.xiaozhimesh.protocol.bus.AuditEntry;
import io.xiaozhimesh.protocol.bus.AuditRow;
import io.xiaozhimesh.protocol.bus.AuditVerified;
import io.xiaozhimesh.protocol.bus.ToolDecision;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolOutcome;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

abstract class AuditTableContract extends StoreContract {

  private static final int ROWS_MAX = 2_500;

  private AuditTable audit;

  @BeforeEach
  void table() {
    audit = new AuditTable(database, ROWS_MAX);
  }

  private static AuditEntry entry(String device, int turn) {
    return new AuditEntry(NOW_MS + turn, device, "default", "s1", turn, "hass_unlock", "builtin",
        ToolEffect.SIDE_EFFECTING, ToolDecision.CONFIRMED, ToolOutcome.DONE, 17, "门 😀");
  }

  private void append(int from, int to) {
    for (int i = from; i <= to; i++) {
      audit.append(new AuditAppend("b" + i, List.of(entry(DEVICE, i))));
    }
  }

  @Test
  void entries_areReadNewestFirstAndWhole() {
    audit.append(new AuditAppend("b1", List.of(entry(DEVICE, 1), entry(OTHER, 2))));
    append(3, 3);

    assertThat(audit.newest(0, 10, "")).extracting(AuditRow::entry)
        .containsExactly(entry(DEVICE, 3), entry(OTHER, 2), entry(DEVICE, 1));
    assertThat(audit.newest(3, 1, "")).extracting(AuditRow::sequence).containsExactly(2L);
    assertThat(audit.newest(0, 10, DEVICE)).extracting(AuditRow::sequence).containsExactly(3L, 1L);
  }

  @Test
  void batchThatIsSentAgain_isKeptOnce() {
    AuditAppend batch = new AuditAppend("b", List.of(entry(DEVICE, 1)));

    assertThat(audit.append(batch)).isTrue();
    assertThat(audit.append(batch)).isFalse();

    assertThat(audit.newest(0, 10, "")).hasSize(1);
  }

  @Test
  void manyAtOnce_makeOneWholeChain() {
    IntStream.range(0, 40).parallel().forEach(i -> append(i, i));

    assertThat(audit.verify()).isEqualTo(new AuditVerified(40, 0, ""));
  }

  @Test
  void emptyChain_isWhole() {
    assertThat(audit.verify()).isEqualTo(new AuditVerified(0, 0, ""));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "UPDATE audit SET tool = 'x' WHERE seq = 3; 3; The row was edited.",
      "UPDATE audit SET decision = 'ALLOWED' WHERE seq = 3; 3; The row was edited.",
      "UPDATE audit SET at_ms = at_ms + 1 WHERE seq = 3; 3; The row was edited.",
      "UPDATE audit SET row_hash = 'x' WHERE seq = 3; 3; The row was edited.",
      "UPDATE audit SET previous_hash = 'x' WHERE seq = 3; 3; The row does not follow the one before it.",
      "DELETE FROM audit WHERE seq = 3; 3; The row is missing.",
      "DELETE FROM audit WHERE seq = 1; 1; The row is missing.",
      "DELETE FROM audit WHERE seq = 5; 5; The row is missing.",
      "UPDATE audit_head SET last_hash = 'x'; 5; The last row is not the one that was added last."})
  void rowThatWasTamperedWith_isNamed(String tampering, long sequence, String problem) {
    append(1, 5);

    database.call(connection -> Statements.update(connection, tampering));

    assertThat(audit.verify()).satisfies(verified -> {
      assertThat(verified.brokenSequence()).isEqualTo(sequence);
      assertThat(verified.problem()).isEqualTo(problem);
    });
  }

  @Test
  void overTheBound_theOldestGo_andTheRestStaysWhole() {
    audit = new AuditTable(database, 3);
    append(1, 5);

    assertThat(audit.newest(0, 10, "")).extracting(AuditRow::sequence).containsExactly(5L, 4L, 3L);
    assertThat(audit.verify()).isEqualTo(new AuditVerified(3, 0, ""));
  }

  @Test
  void longChain_isGoneThroughPageByPage() {
    for (int i = 0; i < 5; i++) {
      audit.append(new AuditAppend("b" + i, Collections.nCopies(500, entry(DEVICE, i))));
    }

    assertThat(audit.verify()).isEqualTo(new AuditVerified(2_500, 0, ""));
  }

  @Test
  void oldRows_areForgotten_andTheRestStaysWhole() {
    append(1, 5);

    assertThat(audit.eraseBefore(NOW_MS + 3)).isEqualTo(2);
    assertThat(audit.verify()).isEqualTo(new AuditVerified(3, 0, ""));
    assertThat(audit.eraseBefore(NOW_MS + 100)).isEqualTo(3);
    append(6, 6);
    assertThat(audit.verify()).isEqualTo(new AuditVerified(1, 0, ""));
    assertThat(audit.newest(0, 10, "")).extracting(AuditRow::sequence).containsExactly(6L);
  }

  @Test
  void namesLongerThanTheirColumns_areCut_andTheChainStaysWhole() {
    String longName = "x".repeat(5_000) + '\0';
    audit.append(new AuditAppend(longName, List.of(new AuditEntry(NOW_MS, longName, longName, longName, 1, longName,
        longName, ToolEffect.PURE, ToolDecision.DENIED, ToolOutcome.NOT_RUN, 0, longName))));

    assertThat(audit.newest(0, 1, "").get(0).entry().tool()).hasSize(128);
    assertThat(audit.verify()).isEqualTo(new AuditVerified(1, 0, ""));
  }
}
