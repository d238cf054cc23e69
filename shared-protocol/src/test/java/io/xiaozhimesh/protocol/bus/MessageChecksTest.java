package io.xiaozhimesh.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.protocol.Limits;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageChecksTest {

  private static final Set<String> COUNTERS = Set.of("sequence", "utteranceId", "index", "sentenceIndex", "sentences",
      "pieces", "upToSequence", "audioMs", "speechMs", "creditMs", "leaseTtlMs", "creditFrames", "deadlineMs", "asrMs");

  private static final TurnRef REF = new TurnRef("s", 1, 1);

  static Stream<Class<? extends BusMessage>> types() {
    return BusWire.types().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void missingComponent_isRefusedByItsName(Class<? extends BusMessage> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      if (!components[i].getType().isPrimitive()) {
        Object[] values = values(MessageGenerator.plain().message(type));
        values[i] = null;

        assertThatThrownBy(() -> construct(type, values))
            .hasCauseInstanceOf(IllegalArgumentException.class)
            .hasRootCauseMessage(components[i].getName() + " is missing");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void countersAndPositions_areNeverNegative(Class<? extends BusMessage> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      if (COUNTERS.contains(components[i].getName())) {
        Object[] values = values(MessageGenerator.plain().message(type));
        values[i] = components[i].getType() == long.class ? (Object) (-1L) : (Object) (-1);

        assertThatThrownBy(() -> construct(type, values)).hasCauseInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void failures_becomeMembersOfTheSet() {
    MeshException known = new MeshException(MeshError.TIMEOUT, "late");

    assertThat(MeshException.of(known)).isSameAs(known);
    assertThat(MeshException.of(new IllegalStateException("broken")).error()).isEqualTo(MeshError.INTERNAL);
    assertThat(known.getStackTrace()).isEmpty();
  }

  @Test
  void roles_areFoundByTheirKeyInAnyCase() {
    assertThat(Role.values()).allSatisfy(role -> assertThat(Role.of(role.key())).contains(role));
    assertThat(Role.of("Asr")).contains(Role.ASR);
    assertThat(Role.of("smoke")).isEmpty();
  }

  @Test
  void payloads_areComparedByContent() {
    Payload a = Payload.wrap(new byte[] {1, 2});

    assertThat(Payload.copyOf(new byte[] {0, 1, 2, 3}, 1, 2)).isEqualTo(a).hasSameHashCodeAs(a);
    assertThat(a).isNotEqualTo(Payload.wrap(new byte[] {1, 3}));
    assertThat(a.length()).isEqualTo(2);
  }

  @Test
  void toString_showsAtMostEightBytes() {
    assertThat(Payload.wrap(new byte[20])).hasToString("Payload[20 bytes 0000000000000000]");
  }

  @Test
  void audioMessages_refuseEmptyAndOversizedPayloads() {
    Payload empty = Payload.wrap(new byte[0]);
    Payload packet = Payload.wrap(new byte[Limits.OPUS_PACKET_BYTES_MAX + 1]);
    Payload odd = Payload.wrap(new byte[3]);

    assertRefused(() -> new AudioFrame(REF, 0, 0, empty), "opus.length must be from 1 to 7680, is 0");
    assertRefused(() -> new AudioFrame(REF, 0, 0, packet), "opus.length must be from 1 to 7680, is 7681");
    assertRefused(() -> new SpeechFrame(REF, 0, -1, odd), "sequence must not be negative");
    assertRefused(() -> new UtterancePcm(REF, 0, 0, odd), "pcm must hold whole 16-bit samples");
  }

  @Test
  void sessionIds_areWhatADeviceCanCopyUnescaped() {
    assertRefused(() -> new TurnRef("", 1, 1), "sessionId is empty");
    assertRefused(() -> new TurnRef("a\"b", 1, 1),
        "sessionId holds a character other than letters, digits, \"_\" and \"-\"");
    assertRefused(() -> new TurnRef("x".repeat(65), 1, 1), "sessionId is longer than 64 characters");
  }

  @Test
  void lists_areCopied() {
    List<Exchange> given = new ArrayList<>(List.of(new Exchange("a", "b", false, 1)));
    ContextLoaded loaded = new ContextLoaded(given);

    given.clear();

    assertThat(loaded.exchanges()).hasSize(1);
  }

  private static Object[] values(BusMessage message) throws ReflectiveOperationException {
    RecordComponent[] components = message.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = components[i].getAccessor().invoke(message);
    }
    return values;
  }

  private static void construct(Class<?> type, Object[] values) throws ReflectiveOperationException {
    type.getDeclaredConstructors()[0].newInstance(values);
  }

  private static void assertRefused(Runnable construction, String message) {
    assertThatThrownBy(construction::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
