package io.xiaozhimesh.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BusWireTest {

  private static final long SEED = Long.getLong("mesh.seed", 20260101);

  static Stream<Class<? extends BusMessage>> types() {
    System.out.println("seed " + SEED);
    return BusWire.types().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void anyMessage_comesBackAsItWas(Class<? extends BusMessage> type) {
    MessageGenerator generator = new MessageGenerator(SEED);
    for (int i = 0; i < 50; i++) {
      BusMessage message = generator.message(type);
      Buffer wire = Buffer.buffer("offset");
      BusWire.write(wire, message);

      assertThat(BusWire.read(wire, 6)).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void truncatedMessage_isRefused(Class<? extends BusMessage> type) {
    Buffer wire = wire(new MessageGenerator(SEED).message(type));
    for (int length = 0; length < wire.length(); length += 1 + length / 16) {
      Buffer cut = wire.getBuffer(0, length);

      assertBadRequest(() -> BusWire.read(cut, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void overlongMessage_isRefused(Class<? extends BusMessage> type) {
    Buffer wire = wire(new MessageGenerator(SEED).message(type)).appendByte((byte) 0);

    assertThatThrownBy(() -> BusWire.read(wire, 0))
        .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.BAD_REQUEST))
        .hasMessage("1 bytes after the message");
  }

  @ParameterizedTest
  @MethodSource("types")
  void flippedBits_areAMessageOrABadRequest(Class<? extends BusMessage> type) {
    Random random = new Random(SEED);
    MessageGenerator generator = new MessageGenerator(SEED);
    for (int i = 0; i < 100; i++) {
      Buffer wire = wire(generator.message(type));
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        int at = random.nextInt(wire.length());
        wire.setByte(at, (byte) (wire.getByte(at) ^ 1 << random.nextInt(8)));
      }

      readOrBadRequest(wire);
    }
  }

  @Test
  void randomBytes_areAMessageOrABadRequest() {
    Random random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      if (bytes.length > 1) {
        bytes[0] = BusWire.VERSION;
      }

      readOrBadRequest(Buffer.buffer(bytes));
    }
  }

  @Test
  void hugeLength_isRefusedBeforeAnythingIsAllocated() {
    Buffer list = Buffer.buffer().appendByte((byte) 1).appendByte((byte) 65).appendInt(Integer.MAX_VALUE);
    Buffer text = Buffer.buffer().appendByte((byte) 1).appendByte((byte) 62).appendInt(Integer.MAX_VALUE);
    Buffer negative = Buffer.buffer().appendByte((byte) 1).appendByte((byte) 62).appendInt(-1);

    assertBadRequest(() -> BusWire.read(list, 0));
    assertBadRequest(() -> BusWire.read(text, 0));
    assertBadRequest(() -> BusWire.read(negative, 0));
  }

  @Test
  void otherVersion_isRefused() {
    Buffer wire = wire(new Accepted()).setByte(0, (byte) 2);

    assertThatThrownBy(() -> BusWire.read(wire, 0))
        .isInstanceOf(MeshException.class).hasMessage("wire version 2, this node reads 1");
  }

  @Test
  void unknownType_isRefused() {
    Buffer wire = wire(new Accepted()).setByte(1, (byte) 255);

    assertThatThrownBy(() -> BusWire.read(wire, 0))
        .isInstanceOf(MeshException.class).hasMessage("unknown message type 255");
  }

  @Test
  void componentThatItsRecordRefuses_isNamed() {
    Buffer wire = wire(new ListenCredit(new TurnRef("s", 1, 1), 7));
    wire.setInt(wire.length() - 4, -1);

    assertThatThrownBy(() -> BusWire.read(wire, 0))
        .isInstanceOf(MeshException.class).hasMessage("ListenCredit: upToSequence must not be negative");
  }

  private static Buffer wire(BusMessage message) {
    Buffer wire = Buffer.buffer();
    BusWire.write(wire, message);
    return wire;
  }

  private static void readOrBadRequest(Buffer wire) {
    try {
      BusMessage message = BusWire.read(wire, 0);
      assertThat(BusWire.read(wire(message), 0)).isEqualTo(message);
    } catch (MeshException e) {
      assertThat(e.error()).isEqualTo(MeshError.BAD_REQUEST);
    }
  }

  private static void assertBadRequest(Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.BAD_REQUEST));
  }
}
