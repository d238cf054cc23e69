package io.xiaozhimesh.protocol.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.BusWire;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.worker.WorkerControl.Hello;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerTextTest {

  private static final ToolSpec TOOL = new ToolSpec("roll", "Rolls dice.", "{}", ToolEffect.PURE, "python");

  static Stream<WorkerControl> controls() {
    return Stream.of(new Hello("tools", "w-1.a", "1.0", 4, false, List.of(TOOL)),
        new WorkerControl.Welcome("asr.w.n.1", "n", new WorkerControl.Limits(1000, 500, 3000, 262144, 1000)),
        new WorkerControl.Ping(17), new WorkerControl.Alive(17, 0.5), new WorkerControl.Drain("SIGTERM"),
        new WorkerControl.Bye("done"), new WorkerControl.Error(MeshError.OVERLOADED, "full"));
  }

  @ParameterizedTest
  @MethodSource("controls")
  void control_survivesTheWay(WorkerControl control) {
    WorkerText text = WorkerText.parse(WorkerText.of(control).asAnswer(9).toString());

    assertThat(text.isControl()).isTrue();
    assertThat(text.control()).isEqualTo(control);
    assertThat(text.re()).isEqualTo(9);
    assertThat(text.id()).isZero();
  }

  @Test
  void controls_areAllOfTheProtocol() {
    assertThat(controls().map(Object::getClass)).containsExactlyInAnyOrder(
        WorkerControl.class.getPermittedSubclasses());
  }

  @Test
  void request_carriesItsNumbersBesideTheMessage() {
    BusMessage open = new UtteranceOpen(new TurnRef("s1", 1, 2), 3, "en", "ingress.w.n");

    WorkerText text = WorkerText.parse(WorkerText.of(open).asRequest(7).opening(5).toString());

    assertThat(text.isControl()).isFalse();
    assertThat(text.message()).isEqualTo(open);
    assertThat(List.of(text.id(), text.stream(), text.re())).containsExactly(7, 5, 0);
  }

  @Test
  void numbersOfTheEnvelope_areNamesOfNoField() {
    assertThat(BusWire.types().stream().flatMap(type -> Stream.of(type.getRecordComponents()))
        .map(RecordComponent::getName)).doesNotContain(WorkerProtocol.ID, WorkerProtocol.RE, WorkerProtocol.STREAM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{}", "{\"type\":3}", "{\"type\":\"hello\"", "{\"type\":\"ping\"} x"})
  void textWithoutForm_isRefused(String text) {
    assertThatThrownBy(() -> WorkerText.parse(text)).isInstanceOf(MeshException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"type\":\"hello\",\"role\":\"vad\",\"name\":\"a\",\"version\":\"1\",\"capacity\":1,\"phrases\":false,\"tools\":[]}",
      "{\"type\":\"hello\",\"role\":\"asr\",\"name\":\"a b\",\"version\":\"1\",\"capacity\":1,\"phrases\":false,\"tools\":[]}",
      "{\"type\":\"hello\",\"role\":\"asr\",\"name\":\"a\",\"version\":\"1\",\"capacity\":0,\"phrases\":false,\"tools\":[]}",
      "{\"type\":\"hello\",\"role\":\"asr\",\"name\":\"a\",\"version\":\"1\",\"capacity\":1,\"phrases\":\"no\",\"tools\":[]}",
      "{\"type\":\"hello\",\"role\":\"asr\",\"name\":\"a\",\"capacity\":1,\"phrases\":false,\"tools\":[]}",
      "{\"type\":\"alive\",\"atMs\":1,\"load\":-1}"})
  void controlWithAWrongMember_isRefused(String text) {
    assertThatThrownBy(() -> WorkerText.parse(text).control())
        .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.BAD_REQUEST));
  }
}
