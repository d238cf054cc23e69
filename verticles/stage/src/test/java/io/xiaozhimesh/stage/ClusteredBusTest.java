package io.xiaozhimesh.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.test.fakecluster.FakeClusterManager;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AnswerCancel;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ContextErase;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.PhrasesWanted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes with the real bus over TCP and the real codecs; only the membership is held in memory. */
@Timeout(30)
class ClusteredBusTest {

  private static final TurnRef REF = new TurnRef("s", 1, 1);

  private final BlockingQueue<BusMessage> received = new LinkedBlockingQueue<>();
  private final Metrics metrics = Metrics.inMemory();
  private Vertx hereVertx;
  private Vertx thereVertx;
  private MeshBus here;
  private MeshBus there;
  private String inbox;

  @BeforeEach
  void startBothNodes() throws Exception {
    hereVertx = await(node());
    thereVertx = await(node());
    here = new MeshBus(hereVertx, "here", metrics);
    there = new MeshBus(thereVertx, "there", metrics);
    inbox = Addresses.inbox(Role.REGISTRY, "there");
  }

  @AfterEach
  void stopBothNodes() throws Exception {
    await(hereVertx.close());
    await(thereVertx.close());
    FakeClusterManager.reset();
  }

  @Test
  void audio_arrivesAsItWasSent() throws Exception {
    await(there.inbox(Role.REGISTRY).on(AudioFrame.class, received::add).open());
    AudioFrame frame = new AudioFrame(REF, 7, 60, Payload.wrap(new byte[] {1, 2, 3}));

    here.send(inbox, frame);

    assertThat(received.take()).isEqualTo(frame).isNotSameAs(frame);
  }

  @Test
  void systemMessage_arrivesOnItsOwnAddress() throws Exception {
    await(there.inbox(Role.REGISTRY).on(AnswerCancel.class, received::add).open());

    here.send(inbox, new AnswerCancel(REF));

    assertThat(received.take()).isEqualTo(new AnswerCancel(REF));
  }

  @Test
  void request_isAnsweredByTheOtherNode() throws Exception {
    await(there.inbox(Role.REGISTRY)
        .onRequest(ContextErase.class, erase -> Future.succeededFuture(new Accepted())).open());

    assertThat(await(here.request(inbox, new ContextErase("d"), Accepted.class, 10_000))).isEqualTo(new Accepted());
  }

  @Test
  void failure_keepsItsErrorBetweenNodes() throws Exception {
    await(there.inbox(Role.REGISTRY).onRequest(ContextErase.class,
        erase -> Future.<Accepted>failedFuture(new MeshException(MeshError.OVERLOADED, "full"))).open());

    assertThat(here.request(inbox, new ContextErase("d"), Accepted.class, 10_000)
        .toCompletionStage().toCompletableFuture()).failsWithin(15, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class).havingCause()
        .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.OVERLOADED));
  }

  @Test
  void publishedMessage_isHeardOnBothNodes() throws Exception {
    await(here.subscribe(Addresses.PHRASES, PhrasesWanted.class, received::add).completion());
    await(there.subscribe(Addresses.PHRASES, PhrasesWanted.class, received::add).completion());

    here.publish(Addresses.PHRASES, new PhrasesWanted("me"));

    assertThat(received.take()).isEqualTo(received.take());
  }

  @Test
  void unreadableMessage_isABadRequestAndCostsTheInboxNothing() throws Exception {
    await(there.inbox(Role.REGISTRY)
        .onRequest(ContextErase.class, erase -> Future.succeededFuture(new Accepted())).open());
    hereVertx.eventBus().registerCodec(new NonsenseCodec());
    thereVertx.eventBus().registerCodec(new NonsenseCodec());

    Future<?> answer = hereVertx.eventBus().request(
        inbox, "nonsense", new DeliveryOptions().setCodecName(NonsenseCodec.NAME).setSendTimeout(10_000));

    assertThat(answer.toCompletionStage().toCompletableFuture()).failsWithin(15, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class).havingCause()
        .isInstanceOfSatisfying(ReplyException.class, e -> assertThat(e.failureCode()).isEqualTo(400));
    assertThat(metrics.counted("mesh.bus.message.unreadable", "role", "registry")).isEqualTo(1);
    assertThat(await(here.request(inbox, new ContextErase("d"), Accepted.class, 10_000))).isEqualTo(new Accepted());
  }

  private static Future<Vertx> node() {
    VertxOptions options = new VertxOptions()
        .setEventBusOptions(new EventBusOptions().setHost("127.0.0.1").setPort(0));
    return Vertx.builder().with(options).withClusterManager(new FakeClusterManager()).buildClustered();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** Writes nothing and cannot be read, as a message of another version. */
  private static final class NonsenseCodec implements MessageCodec<String, BusMessage> {

    static final String NAME = "nonsense";

    @Override
    public void encodeToWire(Buffer buffer, String text) {
      buffer.appendByte((byte) 0);
    }

    @Override
    public BusMessage decodeFromWire(int position, Buffer buffer) {
      throw new MeshException(MeshError.BAD_REQUEST, "nonsense");
    }

    @Override
    public BusMessage transform(String text) {
      throw new AssertionError("not sent between nodes");
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public byte systemCodecID() {
      return -1;
    }
  }
}
