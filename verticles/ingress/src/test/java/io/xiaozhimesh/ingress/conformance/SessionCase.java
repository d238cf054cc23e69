package io.xiaozhimesh.ingress.conformance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ingress.IngressOptions;
import io.xiaozhimesh.ingress.IngressVerticle;
import io.xiaozhimesh.ingress.socket.SocketOptions;
import io.xiaozhimesh.ingress.socket.TokenCheck;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.DeviceTokens;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The deployed verticle on a free port and scripted workers on its bus. */
@Timeout(30)
@Execution(ExecutionMode.CONCURRENT)
abstract class SessionCase {

  static final int FRAME_MS = 60;
  static final byte[] OPUS = {ScriptedSpeech.TOC_60_MS_MONO, 1, 2, 3};

  Vertx vertx;
  Metrics metrics;
  ScriptedWorkers workers;
  IngressVerticle ingress;
  private StageContext context;
  private String deployment;

  @BeforeEach
  void begin() throws Exception {
    vertx = Vertx.vertx();
    metrics = Metrics.inMemory();
    MeshBus bus = new MeshBus(vertx, "node", metrics);
    WorkerDirectory directory = new WorkerDirectory(bus, MeshClock.system(), "test");
    context = new StageContext(bus, directory, MeshClock.system(), metrics);
    workers = new ScriptedWorkers(context);
    await(directory.start(vertx));
    await(workers.start());
    directory.state(NodeState.READY);
  }

  @AfterEach
  void end() throws Exception {
    await(vertx.close());
  }

  /** Deploys with the defaults and answers the port. */
  int serve() throws Exception {
    return serve("{}");
  }

  /** Deploys with this section "ingress" and answers the port. */
  int serve(String section) throws Exception {
    JsonObject options = new JsonObject(section.replace('\'', '"'));
    JsonObject socket = new JsonObject().put("host", "127.0.0.1").put("port", 0)
        .mergeIn(options.getJsonObject("socket", new JsonObject()));
    ingress = new IngressVerticle(context, IngressOptions.from(options), SocketOptions.from(socket), TokenCheck.open(),
        new DeviceTokens(List.of(new byte[32]), 1));
    deployment = await(vertx.deployVerticle(ingress));
    return ingress.port();
  }

  /**
   * What the server sent because of everything that the workers and then the device have sent it so far, and that no test has
   * asked for yet. Socket and bus have no common order, hence a mark for each.
   */
  List<Heard> settled(WireDevice device) throws Exception {
    List<Heard> all = new ArrayList<>();
    if (device.sessionId() != null) {
      workers.mark(device.sessionId(), "settled");
      all.addAll(device.until("mcp"));
      all.remove(all.size() - 1);
    }
    device.text("{\"type\":\"ping\"}");
    all.addAll(device.until("pong"));
    all.remove(all.size() - 1);
    for (Role role : List.of(Role.VAD, Role.DIALOGUE, Role.TTS, Role.PLUGINS, Role.REGISTRY)) {
      workers.caughtUp(role);
    }
    return all;
  }

  /** Takes the stage down as the launcher does. */
  Future<Void> undeploy() {
    return vertx.undeploy(deployment);
  }

  /** The device, which is not spoken to just now, opens its microphone; answers the stream. */
  TurnRef listen(WireDevice device, String mode) throws Exception {
    device.listenStart(mode);
    settled(device);
    return workers.latest(ListenOpen.class, Role.VAD).ref();
  }

  /** The device opens its microphone and somebody says this. */
  TurnRef say(WireDevice device, String mode, String words) throws Exception {
    TurnRef ref = listen(device, mode);
    workers.hear(ref, words);
    return ref;
  }

  /** Waits until something in another thread holds. */
  static void eventually(String what, BooleanSupplier holds) throws InterruptedException {
    long limitNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > limitNs) {
        throw new AssertionError("not within 5 s: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
  }
}
