package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.LeasesAlive;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceCancel;
import io.xiaozhimesh.protocol.bus.UtteranceEnd;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Utterances at a constant rate to whichever asr worker takes them, from a node of the cluster in this JVM. */
final class ScaleLoad implements AutoCloseable {

  private static final String NODE = "scale-load";
  private static final long OPEN_DEADLINE_MS = 500;
  private static final long LOOK_EVERY_MS = 50;
  private static final long SETTLE_MS = 2_000;
  private static final Payload PIECE = Payload.wrap(new byte[4_096]);

  private final RunningMesh mesh;
  private final MeshBus bus;
  private final WorkerDirectory directory;
  private final Inbox inbox;
  private final Map<String, Long> endedNs = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private volatile Measure measure;
  private volatile long countUntilNs;

  /** Joins the cluster of these settings. */
  ScaleLoad(JsonObject settings) {
    mesh = Waiting.on(RunningMesh.start(List.of(), settings, EnumSet.noneOf(Role.class), true));
    bus = mesh.bus().onNode(NODE);
    directory = new WorkerDirectory(bus, MeshClock.system(), "bench");
    Waiting.on(directory.start(mesh.vertx()));
    inbox = bus.inbox(Role.INGRESS)
        .on(TranscriptFinal.class, this::understood)
        .on(TranscriptFailed.class, failed -> endedNs.remove(failed.ref().sessionId()))
        .on(LeasesAlive.class, alive -> { });
    Waiting.on(inbox.open());
  }

  /** Blocks until so many asr workers are known. */
  void awaitWorkers(int workers) {
    while (directory.alive().stream().filter(node -> node.state() == NodeState.READY)
        .flatMap(node -> node.roles().stream()).filter(role -> role.role() == Role.ASR).count() < workers) {
      Waiting.on(mesh.vertx().timer(LOOK_EVERY_MS, TimeUnit.MILLISECONDS));
    }
  }

  /**
   * Offers utterances at a constant rate for so long, whatever becomes of them; blocks until the last has settled.
   *
   * @return how many were understood within the time
   */
  long run(int seconds, double perS, Measure into) {
    measure = into;
    done.set(0);
    countUntilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    int period = 1_000;
    int streams = (int) Math.max(1, Math.round(perS));
    new Schedule(mesh.vertx(), streams, period).run(seconds * 1_000L, n -> offer());
    long understood = done.get();
    Waiting.on(mesh.vertx().timer(SETTLE_MS, TimeUnit.MILLISECONDS));
    endedNs.clear();
    return understood;
  }

  long refused() {
    return refused.get();
  }

  private void offer() {
    TurnRef ref = new TurnRef(NODE + '-' + ids.incrementAndGet(), 1, 1);
    UtteranceOpen open = new UtteranceOpen(ref, 0, "en", inbox.address());
    directory.leaseOnce(Role.ASR, open, new UtteranceCancel(ref, 0), Accepted.class, OPEN_DEADLINE_MS)
        .onSuccess(lease -> {
          bus.send(lease.inbox(), new UtterancePcm(ref, 0, 0, PIECE));
          endedNs.put(ref.sessionId(), System.nanoTime());
          bus.send(lease.inbox(), new UtteranceEnd(ref, 0, 1));
        })
        .onFailure(failure -> {
          if (MeshException.of(failure).error() == MeshError.OVERLOADED) {
            refused.incrementAndGet();
          }
        });
  }

  private void understood(TranscriptFinal transcript) {
    Long beganNs = endedNs.remove(transcript.ref().sessionId());
    long nowNs = System.nanoTime();
    if (beganNs != null && nowNs <= countUntilNs) {
      done.incrementAndGet();
      measure.record((nowNs - beganNs) / 1e6);
    }
  }

  @Override
  public void close() {
    Waiting.on(inbox.close().eventually(directory::stop));
    Waiting.on(mesh.stop());
  }
}
