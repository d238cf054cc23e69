package io.xiaozhimesh.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.ContextErase;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.RoleLoad;
import io.xiaozhimesh.protocol.bus.SessionClosed;
import io.xiaozhimesh.stage.WorkerDirectory.Lease;
import io.xiaozhimesh.stage.WorkerDirectory.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(20)
class WorkerDirectoryTest {

  private final AtomicLong nowMs = new AtomicLong();
  private final List<String> asked = new ArrayList<>();
  private final BlockingQueue<NodeAnnounced> announced = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private MeshBus bus;
  private WorkerDirectory directory;

  private final MeshClock clock = new MeshClock() {
    @Override
    public long nowMs() {
      return nowMs.get();
    }

    @Override
    public long unixMs() {
      return 1_767_225_600_000L;
    }
  };

  @BeforeEach
  void create(Vertx given) throws Exception {
    vertx = given;
    bus = new MeshBus(vertx, "n1", Metrics.inMemory());
    directory = new WorkerDirectory(bus, clock, "0.1.0");
    await(bus.subscribe(Addresses.ANNOUNCE, NodeAnnounced.class, announced::add).completion());
  }

  @Test
  void severalWorkersOfARole_areAnnouncedWithInboxesOfTheirOwn_andLeaveOneByOne() throws Exception {
    AtomicLong sessions = new AtomicLong();
    directory.state(NodeState.READY);
    directory.offer(Role.ASR, bus.inbox(Role.ASR, "1").address(), () -> new Load(10, 0, sessions.get() / 10.0));
    directory.offer(Role.ASR, bus.inbox(Role.ASR, "2").address(), () -> new Load(10, 2, 0.2));

    assertThat(directory.candidates(Role.ASR)).containsExactly("asr.w.n1.1", "asr.w.n1.2");
    sessions.set(5);
    assertThat(directory.candidates(Role.ASR)).containsExactly("asr.w.n1.2", "asr.w.n1.1");
    directory.withdraw("asr.w.n1.2");
    assertThat(directory.candidates(Role.ASR)).containsExactly("asr.w.n1.1");
  }

  @Test
  void offeredRole_isAnnouncedAtOnceAndFoundHere() throws Exception {
    directory.state(NodeState.READY);
    directory.offer(Role.ASR, () -> new Load(10, 2, 0.2));

    assertThat(announced.take().roles()).isEmpty();
    assertThat(announced.take()).isEqualTo(new NodeAnnounced("n1", "0.1.0", 1_767_225_600_000L, NodeState.READY,
        List.of(new RoleLoad(Role.ASR, "asr.w.n1", 10, 2, 0.2))));
    assertThat(directory.candidates(Role.ASR)).containsExactly("asr.w.n1");
  }

  @Test
  void withdrawnRoleAndDrainingNode_areNoCandidates() {
    directory.state(NodeState.READY);
    directory.offer(Role.ASR, () -> new Load(10, 0, 0));
    directory.offer(Role.TTS, () -> new Load(10, 0, 0));

    directory.withdraw(Role.ASR);
    assertThat(directory.candidates(Role.ASR)).isEmpty();
    assertThat(directory.candidates(Role.TTS)).hasSize(1);
    directory.state(NodeState.DRAINING);

    assertThat(directory.candidates(Role.TTS)).isEmpty();
    assertThat(directory.alive()).hasSize(1);
  }

  @Test
  void stranger_isGreetedOnce() throws Exception {
    await(directory.start(vertx));
    NodeAnnounced stranger = new NodeAnnounced("n2", "0.1.0", 1, NodeState.STARTING, List.of());
    bus.publish(Addresses.ANNOUNCE, stranger);
    bus.publish(Addresses.ANNOUNCE, stranger);
    List<String> order = new ArrayList<>();
    while (order.size() < 4) {
      order.add(announced.take().node());
    }

    // The greeting comes well before the first regular announcement, a second after the start.
    assertThat(order).containsExactly("n1", "n2", "n2", "n1");
    assertThat(announced.poll(300, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void heldLeases_areThoseOfAllStagesHere() {
    directory.offer(Role.ASR, () -> new Load(10, 2, 0.2));
    directory.offer(Role.TTS, () -> new Load(10, 3, 0.3));

    assertThat(directory.held()).isEqualTo(5);
    directory.withdraw(Role.TTS);
    assertThat(directory.held()).isEqualTo(2);
  }

  @Test
  void started_announcesItselfAgainAndAgainAndHearsOthers() throws Exception {
    await(directory.start(vertx));
    bus.publish(Addresses.ANNOUNCE, other("n2", 0));

    NodeAnnounced first = announced.take();
    while (!first.node().equals("n1")) {
      first = announced.take();
    }
    assertThat(first.state()).isEqualTo(NodeState.STARTING);

    hear(2);
    assertThat(directory.alive()).extracting(NodeAnnounced::node).containsExactly("n1", "n2");
    nowMs.set(3_001);
    assertThat(directory.alive()).extracting(NodeAnnounced::node).doesNotContain("n2");
    await(directory.stop());
  }

  @Test
  void lease_isTakenFromTheOneThatAccepts() throws Exception {
    know("n1", "n2");
    worker("n1", Future.succeededFuture(new Accepted()));
    worker("n2", Future.succeededFuture(new Accepted()));

    Lease<Accepted> lease = await(lease());

    assertThat(lease).isEqualTo(new Lease<>("asr.w.n1", new Accepted()));
    assertThat(asked).containsExactly("n1");
  }

  @Test
  void overloadedWorker_isFollowedByTheNext() throws Exception {
    know("n1", "n2");
    worker("n1", failed(MeshError.OVERLOADED));
    worker("n2", Future.succeededFuture(new Accepted()));

    assertThat(await(lease()).inbox()).isEqualTo("asr.w.n2");
    assertThat(asked).containsExactly("n1", "n2");
  }

  @Test
  void workerThatIsGone_isFollowedByTheNext() throws Exception {
    know("n1", "n2");
    worker("n2", Future.succeededFuture(new Accepted()));

    assertThat(await(lease()).inbox()).isEqualTo("asr.w.n2");
  }

  @Test
  void everybodyOverloaded_isOverloaded() throws Exception {
    know("n1", "n2", "n3", "n4", "n5");
    for (String node : List.of("n1", "n2", "n3", "n4", "n5")) {
      worker(node, failed(MeshError.OVERLOADED));
    }

    assertThat(failure(lease())).isEqualTo(MeshError.OVERLOADED);
    assertThat(asked).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void failureThatMayNotBeRetried_endsTheSearch() throws Exception {
    know("n1", "n2");
    worker("n1", failed(MeshError.BAD_REQUEST));
    worker("n2", Future.succeededFuture(new Accepted()));

    assertThat(failure(lease())).isEqualTo(MeshError.BAD_REQUEST);
    assertThat(asked).containsExactly("n1");
  }

  @Test
  void nobodyKnown_isUnavailable() throws Exception {
    assertThat(failure(lease())).isEqualTo(MeshError.UNAVAILABLE);
  }

  @Test
  void leaseOnce_overloadedOrGoneWorkers_areFollowedByTheNext() throws Exception {
    know("n1", "n2", "n3");
    worker("n1", failed(MeshError.OVERLOADED));
    worker("n3", Future.succeededFuture(new Accepted()));

    assertThat(await(leaseOnce(2_000)).inbox()).isEqualTo("asr.w.n3");
  }

  @Test
  void leaseOnce_workerThatDoesNotAnswer_mayHaveTakenIt_soNobodyElseIsAsked() throws Exception {
    know("n1", "n2");
    BlockingQueue<Object> withdrawn = new LinkedBlockingQueue<>();
    worker("n1", Promise.<Accepted>promise().future());
    worker("n2", Future.succeededFuture(new Accepted()));
    vertx.eventBus().consumer(Addresses.system("asr.w.n1"), message -> withdrawn.add(message.body()));

    assertThat(failure(leaseOnce(50))).isEqualTo(MeshError.TIMEOUT);
    assertThat(asked).containsExactly("n1");
    assertThat(withdrawn.take()).isEqualTo(new SessionClosed("s"));
    assertThat(directory.candidates(Role.ASR)).containsExactly("asr.w.n2", "asr.w.n1");
    nowMs.addAndGet(1);
    assertThat(await(leaseOnce(2_000)).inbox()).isEqualTo("asr.w.n2");
  }

  @Test
  void leaseOnce_everybodyOverloaded_isOverloaded() throws Exception {
    know("n1");
    worker("n1", failed(MeshError.OVERLOADED));

    assertThat(failure(leaseOnce(2_000))).isEqualTo(MeshError.OVERLOADED);
  }

  private Future<Lease<Accepted>> leaseOnce(long deadlineMs) {
    return directory.leaseOnce(
        Role.ASR, new ContextErase("d"), new SessionClosed("s"), Accepted.class, deadlineMs);
  }

  private Future<Lease<Accepted>> lease() {
    return directory.lease(Role.ASR, new ContextErase("d"), Accepted.class, 2_000);
  }

  /** The first is this node, which comes first; the others follow by load. */
  private void know(String... nodes) throws Exception {
    await(directory.start(vertx));
    directory.state(NodeState.READY);
    directory.offer(Role.ASR, () -> new Load(10, 0, 0));
    for (int i = 1; i < nodes.length; i++) {
      bus.publish(Addresses.ANNOUNCE, other(nodes[i], i * 0.1));
    }
    hear(nodes.length);
  }

  /** Each round is one way over the bus, so that others get their turn. */
  private void hear(int nodes) throws InterruptedException {
    while (directory.alive().size() < nodes) {
      directory.state(NodeState.READY);
      announced.take();
    }
  }

  private static NodeAnnounced other(String node, double load) {
    return new NodeAnnounced(node, "0.1.0", 1, NodeState.READY,
        List.of(new RoleLoad(Role.ASR, Addresses.inbox(Role.ASR, node), 10, 0, load)));
  }

  private void worker(String node, Future<Accepted> answer) {
    vertx.eventBus().<ContextErase>consumer(Addresses.inbox(Role.ASR, node), message -> {
      synchronized (asked) {
        asked.add(node);
      }
      answer.onSuccess(message::reply).onFailure(e -> message.fail(((MeshException) e).error().code(), ""));
    });
  }

  private static Future<Accepted> failed(MeshError error) {
    return Future.failedFuture(new MeshException(error, "no"));
  }

  private static MeshError failure(Future<?> future) throws Exception {
    try {
      throw new AssertionError("did not fail but gave " + await(future));
    } catch (ExecutionException e) {
      return ((MeshException) e.getCause()).error();
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
  }
}
