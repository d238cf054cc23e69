package io.xiaozhimesh.launcher.top;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTurnsTest {

  private final RecentTurns turns = new RecentTurns();

  private static TurnEnded turn(String outcome, int asrFinalMs) {
    return new TurnEnded(new TurnRef("s", 1, 1), outcome.equals("played"), outcome, 500, asrFinalMs, 10, 20, 30, 1, 26, 0,
        "time", List.of());
  }

  @Test
  void nothingHeard_isNothing() {
    JsonObject summary = turns.summary(0);

    assertThat(summary.getInteger("turns")).isZero();
    assertThat(summary.getDouble("perSecond")).isZero();
    assertThat(summary.getJsonObject("stages").getJsonObject("asr")).isEmpty();
  }

  @Test
  void turnsOfTheLastMinute_areCountedAndTimed() {
    for (int i = 1; i <= 100; i++) {
      turns.accept(turn(i == 100 ? "failed" : "played", i), 1_000);
    }

    JsonObject summary = turns.summary(2_000);

    assertThat(summary.getInteger("turns")).isEqualTo(100);
    assertThat(summary.getLong("failed")).isEqualTo(1);
    assertThat(summary.getDouble("perSecond")).isEqualTo(1.67);
    assertThat(summary.getJsonObject("stages").getJsonObject("asr"))
        .isEqualTo(new JsonObject().put("p50Ms", 50).put("p95Ms", 95).put("p99Ms", 99));
    assertThat(summary.getJsonObject("steps").getJsonObject("endpoint").getInteger("p50Ms")).isEqualTo(500);
    assertThat(summary.getJsonObject("stages").getJsonObject("dialogue").getInteger("p50Ms")).isEqualTo(30);
    assertThat(turns.summary(61_001).getInteger("turns")).isZero();
  }

  @Test
  void stageThatDidNotHappen_hasNoTime() {
    turns.accept(turn("nothing_heard", -1), 0);

    assertThat(turns.summary(0).getJsonObject("stages").getJsonObject("asr")).isEmpty();
  }

  @Test
  void flood_keepsTheLatest() {
    for (int i = 0; i < RecentTurns.TURNS_MAX + 5; i++) {
      turns.accept(turn("played", 1), i);
    }

    assertThat(turns.summary(0).getInteger("turns")).isEqualTo(RecentTurns.TURNS_MAX);
  }
}
