package io.xiaozhimesh.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.bench.load.failover.Blow;
import io.xiaozhimesh.bench.load.failover.FailoverRun;
import io.xiaozhimesh.bench.load.failover.Row;
import io.xiaozhimesh.protocol.bus.Role;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real processes are killed and frozen while devices talk: finders of speech in mid-word, voices in mid-sentence, and at
 * the end the ingress itself in mid-answer. Not kept on a machine that does other work: a turn whose voice was killed was
 * lost there.
 */
@Tag("failover")
@Timeout(420)
class FailoverProcessesTest {

  private static final long SEED = Long.getLong("mesh.seed", 11);
  private static final int DEVICES = 2;
  /** Each of: vad while listening, tts while speaking, tts while thinking, vad while recognising; killed and frozen. */
  private static final int BLOWS = 4;
  private static final int SECONDS_MAX = 200;

  @Test
  void workersAreKilledAndFrozen_everyTurnIsWhole_andAConversationSurvivesItsIngress() {
    System.out.println("mesh.seed=" + SEED);
    FailoverRun run = new FailoverRun(SEED, EnumSet.of(Role.VAD, Role.TTS), EnumSet.of(Blow.KILL, Blow.FREEZE),
        System.out::println);

    List<Row> rows = run.run(DEVICES, SECONDS_MAX, BLOWS, 1);

    assertThat(rows.stream().mapToInt(Row::kills).sum()).isEqualTo(BLOWS + 1);
    assertThat(rows).as("seed %d", SEED).allMatch(Row::spotless);
  }
}
