package io.xiaozhimesh.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BusCodecTest {

  @Test
  void everyMessage_travelsBetweenNodesBehindWhateverStandsBefore() {
    MessageGenerator generator = new MessageGenerator(7);
    codecs().forEach((type, codec) -> {
      BusMessage message = (BusMessage) generator.message(type);
      Buffer wire = Buffer.buffer("header of the bus");
      int position = wire.length();
      codec.encodeToWire(wire, message);
      wire.appendString("trailer");

      assertThat(codec.decodeFromWire(position, wire)).isEqualTo(message);
    });
  }

  @Test
  void insideAJvm_theReferenceItselfIsPassedOn() {
    BusMessage message = new PhrasesWanted("me");

    assertThat(codecs().get(PhrasesWanted.class).transform(message)).isSameAs(message);
  }

  @Test
  void names_holdTheVersionAndTheType() {
    assertThat(codecs().get(AudioFrame.class).name()).isEqualTo("mesh.v1.AudioFrame");
    assertThat(codecs().get(AudioFrame.class).systemCodecID()).isEqualTo((byte) -1);
    assertThat(codecs().values().stream().map(MessageCodec::name)).doesNotHaveDuplicates();
  }

  @Test
  void wrongLength_isABadRequest() {
    MessageCodec<BusMessage, BusMessage> codec = codecs().get(PhrasesWanted.class);
    for (int length : new int[] {Integer.MIN_VALUE, -1, 0, 1, 3, 100, Integer.MAX_VALUE}) {
      Buffer wire = Buffer.buffer().appendInt(length).appendByte((byte) 1).appendByte((byte) 28).appendByte((byte) 0);

      assertThatThrownBy(() -> codec.decodeFromWire(0, wire))
          .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.BAD_REQUEST));
    }
    assertThatThrownBy(() -> codec.decodeFromWire(0, Buffer.buffer("ab"))).isInstanceOf(MeshException.class);
  }

  @Test
  void registered_everyTypeGoesOverTheBus() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      BusCodec.registerAll(vertx.eventBus());
      MessageGenerator generator = new MessageGenerator(8);
      for (Class<? extends BusMessage> type : BusWire.types()) {
        CompletableFuture<Object> received = new CompletableFuture<>();
        vertx.eventBus().consumer(type.getSimpleName(), message -> received.complete(message.body()));
        BusMessage message = generator.message(type);

        vertx.eventBus().send(type.getSimpleName(), message);

        assertThat(received.get(5, TimeUnit.SECONDS)).isSameAs(message);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  /** Codecs as the bus is given them. */
  @SuppressWarnings("unchecked")
  private static Map<Class<?>, MessageCodec<BusMessage, BusMessage>> codecs() {
    Map<Class<?>, MessageCodec<BusMessage, BusMessage>> codecs = new HashMap<>();
    EventBus bus = (EventBus) Proxy.newProxyInstance(
        EventBus.class.getClassLoader(), new Class<?>[] {EventBus.class}, (proxy, method, arguments) -> {
          assertThat(method.getName()).isEqualTo("registerDefaultCodec");
          codecs.put((Class<?>) arguments[0], (MessageCodec<BusMessage, BusMessage>) arguments[1]);
          return proxy;
        });
    BusCodec.registerAll(bus);
    assertThat(codecs).hasSameSizeAs(BusWire.types());
    return codecs;
  }
}
