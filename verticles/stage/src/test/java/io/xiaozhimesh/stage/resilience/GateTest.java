package io.xiaozhimesh.stage.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {

  private final ManualTime time = new ManualTime();
  private final List<String> told = new ArrayList<>();
  private final Gate gate = new Gate(new Gate.Limits(1, 2, 3_000), time);

  private Gate.Place enter(String name, Priority priority) {
    return gate.enter(priority, new Gate.Waiter() {
      @Override
      public void admitted() {
        told.add(name + " in");
      }

      @Override
      public void refused(MeshException why) {
        assertThat(why.error()).isEqualTo(MeshError.OVERLOADED);
        told.add(name + " refused");
      }
    });
  }

  @Test
  void moreThanMayRun_waitInOrder() {
    Gate.Place first = enter("a", Priority.INTERACTIVE);
    Gate.Place second = enter("b", Priority.INTERACTIVE);
    enter("c", Priority.INTERACTIVE);
    assertThat(told).containsExactly("a in");
    first.leave();
    first.leave();
    second.leave();

    assertThat(told).containsExactly("a in", "b in", "c in");
    assertThat(gate.running()).isEqualTo(1);
    assertThat(gate.queued()).isZero();
  }

  @Test
  void interactive_overtakesBackground() {
    Gate.Place first = enter("a", Priority.INTERACTIVE);
    enter("probe", Priority.BACKGROUND);
    enter("b", Priority.INTERACTIVE);
    first.leave();

    assertThat(told).containsExactly("a in", "b in");
  }

  @Test
  void fullQueue_refuses_butTheUrgentTakesTheYoungestBackgroundPlace() {
    enter("a", Priority.INTERACTIVE);
    enter("x", Priority.BACKGROUND);
    enter("y", Priority.BACKGROUND);
    enter("z", Priority.BACKGROUND);
    enter("b", Priority.INTERACTIVE);

    assertThat(told).containsExactly("a in", "z refused", "y refused");
    enter("c", Priority.INTERACTIVE);
    enter("d", Priority.INTERACTIVE);
    assertThat(told).endsWith("x refused", "d refused");
    assertThat(gate.queued()).isEqualTo(2);
  }

  @Test
  void waitTooLong_isRefused_andWhoLeavesTheQueueIsForgotten() {
    Gate.Place first = enter("a", Priority.INTERACTIVE);
    enter("b", Priority.INTERACTIVE);
    time.pass(1_000);
    enter("c", Priority.INTERACTIVE).leave();
    time.pass(2_000);

    assertThat(told).containsExactly("a in", "b refused");
    first.leave();
    assertThat(gate.running()).isZero();
    assertThat(time.pending()).isZero();
  }
}
