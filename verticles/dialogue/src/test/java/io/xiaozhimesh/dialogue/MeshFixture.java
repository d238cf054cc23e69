package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerFailed;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.AnswerProgress;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A node with a dialogue stage, an owner that hears its answers, and room for stubs of other stages. */
final class MeshFixture {

  static final String NODE = "n1";
  private static final long WAIT_S = 20;

  final Vertx vertx;
  final Metrics metrics = Metrics.inMemory();
  final StageContext context;
  final String ownerInbox;
  final String inbox = "dialogue.w." + NODE;
  final BlockingQueue<BusMessage> heard = new LinkedBlockingQueue<>();
  DialogueVerticle verticle;
  private String deploymentId;

  MeshFixture(Vertx vertx) {
    this(vertx, MeshClock.system());
  }

  MeshFixture(Vertx vertx, MeshClock clock) {
    this.vertx = vertx;
    MeshBus bus = new MeshBus(vertx, NODE, metrics);
    WorkerDirectory directory = new WorkerDirectory(bus, clock, "test");
    context = new StageContext(bus, directory, clock, metrics);
    await(directory.start(vertx));
    directory.state(NodeState.READY);
    Inbox owner = bus.inbox(Role.INGRESS);
    ownerInbox = owner.address();
    owner.on(SentenceReady.class, heard::add).on(AnswerDone.class, heard::add)
        .on(AnswerFailed.class, heard::add).on(AnswerProgress.class, heard::add);
    await(owner.open());
  }

  /** Deploys the stage with a section of the configuration. */
  String deploy(JsonObject section) {
    verticle = new DialogueVerticle(context, DialogueOptions.from(section));
    return deploymentId = await(vertx.deployVerticle(verticle));
  }

  /** The same in place of what is deployed. */
  void redeploy(JsonObject section) {
    await(vertx.undeploy(deploymentId));
    deploy(section);
  }

  /** Opens an inbox for a stub and says that it is there. */
  void offer(Inbox stub, Role role) {
    await(stub.open());
    context.directory().offer(role, () -> new WorkerDirectory.Load(10, 0, 0));
  }

  /** Asks, and waits until the turn is accepted. */
  void ask(TurnRef ref, TurnInputKind kind, String text) {
    await(open(ref, kind, text));
  }

  Future<Accepted> open(TurnRef ref, TurnInputKind kind, String text) {
    AnswerOpen open = new AnswerOpen(ref, ownerInbox, "aa:bb", "", kind, text, "", "", List.of());
    return context.bus().request(inbox, open, Accepted.class, 5_000);
  }

  /** The next message of this type; others before it are dropped. */
  <T extends BusMessage> T next(Class<T> type) {
    try {
      for (BusMessage m = heard.poll(WAIT_S, TimeUnit.SECONDS); m != null; m = heard.poll(WAIT_S, TimeUnit.SECONDS)) {
        if (type.isInstance(m)) {
          return type.cast(m);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("no " + type.getSimpleName() + " came");
  }

  /** Everything of a turn, up to its end. */
  List<BusMessage> untilEnd() {
    List<BusMessage> all = new ArrayList<>();
    BusMessage last;
    do {
      last = next(BusMessage.class);
      all.add(last);
    } while (!(last instanceof AnswerDone) && !(last instanceof AnswerFailed));
    return all;
  }

  static List<String> texts(List<BusMessage> messages) {
    return messages.stream().filter(SentenceReady.class::isInstance).map(m -> ((SentenceReady) m).text()).toList();
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(WAIT_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came within " + WAIT_S + " s", e);
    }
  }

  static Future<BusMessage> ok(BusMessage answer) {
    return Future.succeededFuture(answer);
  }

  static TurnRef ref(int turn) {
    return new TurnRef("s1", turn, turn);
  }
}
