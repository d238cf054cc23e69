package io.xiaozhimesh.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AnswerCancel;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ContextErase;
import io.xiaozhimesh.protocol.bus.DeviceWanted;
import io.xiaozhimesh.protocol.bus.ListenFlush;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.PhrasesDeclared;
import io.xiaozhimesh.protocol.bus.PhrasesWanted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(VertxExtension.class)
@Timeout(20)
class MeshBusTest {

  private static final TurnRef REF = new TurnRef("s", 1, 1);

  private final Metrics metrics = Metrics.inMemory();
  private final BlockingQueue<BusMessage> received = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private MeshBus bus;
  private String inbox;

  @BeforeEach
  void create(Vertx given) {
    vertx = given;
    bus = new MeshBus(vertx, "n1", metrics);
    inbox = Addresses.inbox(Role.REGISTRY, "n1");
  }

  @Test
  void delivery_toNobody_isUnavailable() throws Exception {
    assertThat(failure(bus.deliver(inbox, new ListenFlush(REF))).error()).isEqualTo(MeshError.UNAVAILABLE);
  }

  @Test
  void delivery_toSomebody_arrives() throws Exception {
    await(inbox().on(ListenFlush.class, received::add).open());

    await(bus.deliver(inbox, new ListenFlush(REF)));

    assertThat(received.take()).isEqualTo(new ListenFlush(REF));
  }

  @Test
  void message_reachesItsHandler() throws Exception {
    await(inbox().on(ListenFlush.class, received::add).open());

    bus.send(inbox, new ListenFlush(REF));

    assertThat(received.take()).isEqualTo(new ListenFlush(REF));
  }

  @Test
  void request_isAnswered() throws Exception {
    await(inbox().onRequest(ContextErase.class, erase -> Future.succeededFuture(new Accepted())).open());

    assertThat(await(bus.request(inbox, new ContextErase("d"), Accepted.class, 5_000))).isEqualTo(new Accepted());
  }

  @ParameterizedTest
  @EnumSource
  void failedRequest_failsWithTheSameError(MeshError error) throws Exception {
    await(inbox().onRequest(ContextErase.class,
        erase -> Future.<Accepted>failedFuture(new MeshException(error, "because"))).open());

    MeshException failure = failure(bus.request(inbox, new ContextErase("d"), Accepted.class, 5_000));

    assertThat(failure.error()).isEqualTo(error);
    assertThat(failure).hasMessage("because");
  }

  @Test
  void otherFailure_isInternal() throws Exception {
    await(inbox().onRequest(ContextErase.class,
        erase -> Future.<Accepted>failedFuture(new IllegalStateException("broken"))).open());

    assertThat(failure(bus.request(inbox, new ContextErase("d"), Accepted.class, 5_000)).error())
        .isEqualTo(MeshError.INTERNAL);
  }

  @Test
  void throwingHandler_costsItsSenderAnInternalAndTheStageACount() throws Exception {
    await(inbox().onRequest(ContextErase.class, erase -> {
      throw new IllegalStateException("broken");
    }).on(ListenFlush.class, received::add).open());

    assertThat(failure(bus.request(inbox, new ContextErase("d"), Accepted.class, 5_000)).error())
        .isEqualTo(MeshError.INTERNAL);
    assertThat(metrics.counted("mesh.bus.handler.failed", "role", "registry")).isEqualTo(1);
    bus.send(inbox, new ListenFlush(REF));
    assertThat(received.take()).isInstanceOf(ListenFlush.class);
  }

  @Test
  void nobodyThere_isUnavailable() throws Exception {
    assertThat(failure(bus.request("registry.w.n9", new ContextErase("d"), Accepted.class, 5_000)).error())
        .isEqualTo(MeshError.UNAVAILABLE);
  }

  @Test
  void closedInbox_isUnavailable() throws Exception {
    Inbox closing = inbox().onRequest(ContextErase.class, erase -> Future.succeededFuture(new Accepted()));
    await(closing.open());
    await(closing.close());

    assertThat(failure(bus.request(inbox, new ContextErase("d"), Accepted.class, 5_000)).error())
        .isEqualTo(MeshError.UNAVAILABLE);
  }

  @Test
  void silence_isATimeout() throws Exception {
    await(inbox().on(ContextErase.class, received::add).open());

    assertThat(failure(bus.request(inbox, new ContextErase("d"), Accepted.class, 50)).error())
        .isEqualTo(MeshError.TIMEOUT);
  }

  @Test
  void messageThatNobodyTakes_isABadRequestAndCounted() throws Exception {
    await(inbox().open());

    assertThat(failure(bus.request(inbox, new DeviceWanted("d"), Accepted.class, 5_000)).error())
        .isEqualTo(MeshError.BAD_REQUEST);
    assertThat(metrics.counted("mesh.bus.message.unexpected", "role", "registry")).isEqualTo(1);
  }

  @Test
  void answerOfAnotherType_isInternal() throws Exception {
    await(inbox().onRequest(ContextErase.class, erase -> Future.succeededFuture(new PhrasesWanted("me"))).open());

    assertThat(failure(bus.request(inbox, new ContextErase("d"), Accepted.class, 5_000)).error())
        .isEqualTo(MeshError.INTERNAL);
  }

  @Test
  void unknownFailureCode_isInternal() throws Exception {
    vertx.eventBus().consumer(inbox, message -> message.fail(7, "from elsewhere"));

    assertThat(failure(bus.request(inbox, new ContextErase("d"), Accepted.class, 5_000)).error())
        .isEqualTo(MeshError.INTERNAL);
  }

  @Test
  void systemMessage_goesToItsOwnAddress() throws Exception {
    vertx.eventBus().<BusMessage>consumer(Addresses.system(inbox), message -> received.add(message.body()));
    vertx.eventBus().<BusMessage>consumer(inbox, message -> received.add(new PhrasesWanted("not here")));

    bus.send(inbox, new AnswerCancel(REF));

    assertThat(received.take()).isEqualTo(new AnswerCancel(REF));
  }

  @Test
  void inbox_hearsBothOfItsAddresses() throws Exception {
    await(inbox().on(AnswerCancel.class, received::add).on(ListenFlush.class, received::add).open());

    bus.send(inbox, new AnswerCancel(REF));
    assertThat(received.take()).isEqualTo(new AnswerCancel(REF));
    bus.send(inbox, new ListenFlush(REF));
    assertThat(received.take()).isEqualTo(new ListenFlush(REF));
  }

  @Test
  void subscription_hearsItsTypeOnly() throws Exception {
    MessageConsumer<BusMessage> subscription = bus.subscribe(Addresses.PHRASES, PhrasesWanted.class, received::add);
    await(subscription.completion());

    bus.publish(Addresses.PHRASES, new PhrasesDeclared("me", List.of()));
    bus.publish(Addresses.PHRASES, new PhrasesWanted("me"));

    assertThat(received.take()).isEqualTo(new PhrasesWanted("me"));
    assertThat(received).isEmpty();
  }

  private Inbox inbox() {
    return bus.inbox(Role.REGISTRY);
  }

  private static MeshException failure(Future<?> future) throws Exception {
    try {
      throw new AssertionError("did not fail but gave " + await(future));
    } catch (ExecutionException e) {
      return (MeshException) e.getCause();
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
  }
}
