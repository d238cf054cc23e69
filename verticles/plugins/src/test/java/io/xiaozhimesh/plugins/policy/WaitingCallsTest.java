package io.xiaozhimesh.plugins.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.policy.WaitingCalls.Waiting;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingCallsTest {

  private final List<Waiting> dropped = new ArrayList<>();
  private final WaitingCalls calls = new WaitingCalls(dropped::add);

  @Test
  void callOfTheTurnBefore_isTakenOnce() {
    wait(1, "reboot", "k");

    assertThat(calls.take(turn(2), 1_000)).hasValueSatisfying(w -> assertThat(w.call().name()).isEqualTo("reboot"));
    assertThat(calls.take(turn(2), 1_000)).isEmpty();
    assertThat(dropped).isEmpty();
  }

  @Test
  void sameTurn_confirmsNothing() {
    wait(1, "reboot", "k");

    assertThat(calls.take(turn(1), 0)).isEmpty();
    assertThat(dropped).hasSize(1);
  }

  @Test
  void turnAfterTheNext_isTooLate() {
    wait(1, "reboot", "k");

    assertThat(calls.take(turn(3), 0)).isEmpty();
    assertThat(dropped).hasSize(1);
  }

  @Test
  void yesAfterTheTime_isTooLate() {
    wait(1, "reboot", "k");

    assertThat(calls.take(turn(2), WaitingCalls.WAIT_MS + 1)).isEmpty();
    assertThat(dropped).hasSize(1);
  }

  @Test
  void otherCallOfALaterTurn_dropsWhatWaited_andOneOfTheSameTurnDoesNot() {
    wait(1, "reboot", "k");

    calls.otherwise(turn(1), 0);
    assertThat(dropped).isEmpty();
    calls.otherwise(turn(2), 0);
    assertThat(dropped).hasSize(1);
    assertThat(calls.take(turn(2), 0)).isEmpty();
  }

  @Test
  void secondCallOfTheSameTurn_isRefused_andARepeatedOneIsNot() {
    wait(1, "reboot", "k");

    assertThat(wait(1, "unlock", "k2")).isFalse();
    assertThat(wait(1, "reboot", "k")).isTrue();
    assertThat(calls.take(turn(2), 0)).hasValueSatisfying(w -> assertThat(w.call().name()).isEqualTo("reboot"));
    assertThat(dropped).isEmpty();
  }

  @Test
  void putBack_isStillTooOldInTime() {
    wait(1, "reboot", "k");
    calls.otherwise(turn(1), 20_000);

    assertThat(calls.take(turn(2), WaitingCalls.WAIT_MS + 1)).isEmpty();
  }

  @Test
  void endOfTheSession_dropsIt() {
    wait(1, "reboot", "k");

    calls.forget("s");

    assertThat(dropped).hasSize(1);
  }

  private boolean wait(int turn, String tool, String key) {
    return calls.wait(new ToolCall(turn(turn), tool, "{}", 1_000, key), Json.object(), 0);
  }

  private static TurnRef turn(int turn) {
    return new TurnRef("s", turn, turn);
  }
}
