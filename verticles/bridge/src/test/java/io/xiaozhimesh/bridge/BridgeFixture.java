package io.xiaozhimesh.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakFailed;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TranscriptInterim;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A bridge on a bus of its own, and an owner who hears what workers say. */
final class BridgeFixture {

  private static final int TIMEOUT_S = 10;

  final Metrics metrics = Metrics.inMemory();
  final MeshBus bus;
  final WorkerDirectory directory;
  final BlockingQueue<BusMessage> heard = new LinkedBlockingQueue<>();
  final Inbox owner;
  final BridgeVerticle bridge;
  private final Vertx vertx;
  private final String deployment;

  BridgeFixture(Vertx vertx, JsonObject limits, JsonObject more) throws Exception {
    this.vertx = vertx;
    MeshClock clock = MeshClock.system();
    bus = new MeshBus(vertx, "n1", metrics);
    directory = new WorkerDirectory(bus, clock, "test");
    await(directory.start(vertx));
    directory.state(NodeState.READY);
    owner = bus.inbox(Role.INGRESS).on(TranscriptInterim.class, heard::add).on(TranscriptFinal.class, heard::add)
        .on(TranscriptFailed.class, heard::add).on(SpeechFrame.class, heard::add)
        .on(SentenceSpoken.class, heard::add).on(SpeakFailed.class, heard::add);
    await(owner.open());
    JsonObject section = new JsonObject().put("port", 0).put("token", ScriptedWorker.TOKEN).put("limits", limits);
    bridge = new BridgeVerticle(new StageContext(bus, directory, clock, metrics),
        BridgeOptions.from(section.mergeIn(more)));
    deployment = await(vertx.deployVerticle(bridge));
  }

  ScriptedWorker connect() throws Exception {
    return ScriptedWorker.connect(vertx, bridge.port());
  }

  /** What the owner hears next. */
  <T extends BusMessage> T heard(Class<T> type) throws Exception {
    BusMessage message = heard.poll(TIMEOUT_S, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("the owner heard nothing");
    }
    return type.cast(message);
  }

  Future<Void> undeploy() {
    return vertx.undeploy(deployment);
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_S, TimeUnit.SECONDS);
  }
}
