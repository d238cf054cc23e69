package io.xiaozhimesh.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.MeshBus;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;

/** The near end of a hop: calls and frames at a constant rate to one inbox. For one thread, which it blocks. */
final class HopLoad implements AutoCloseable {

  /** As many as three devices send that listen: a hop is measured, not what waits before it. */
  static final int PER_S = 50;

  /** An Opus packet of 60 ms at 16 kbit/s. */
  static final int PACKET_BYTES = 120;

  private static final String NODE = "hop-load";
  private static final int DEADLINE_MS = 2_000;
  /** Frames of ten seconds: when a number comes around again, its frame is back or lost. */
  private static final int FRAMES_OUT_MAX = 10 * PER_S;
  private static final TurnRef REF = new TurnRef(NODE, 1, 1);
  private static final Payload PACKET = Payload.wrap(new byte[PACKET_BYTES]);
  private static final String ARGUMENTS = new JsonObject().put("text", "x".repeat(PACKET_BYTES)).encode();

  private final Vertx vertx;
  private final MeshBus bus;
  private final Inbox inbox;
  private final AtomicLongArray sentNs = new AtomicLongArray(FRAMES_OUT_MAX);
  private volatile Measure measure;
  private long sent;
  private long returned;

  HopLoad(Vertx vertx, MeshBus onItsNode) {
    this.vertx = vertx;
    this.bus = onItsNode.onNode(NODE);
    this.inbox = bus.inbox(Role.INGRESS).on(AudioFrame.class, this::back);
    Waiting.on(inbox.open());
  }

  /** Where frames must be sent back to. */
  String address() {
    return inbox.address();
  }

  /** Frames of an Opus packet that come back as they are; half of the time there and back is recorded. */
  void oneWay(String to, BenchSettings settings, Measure into) {
    warmThen(settings, into, n -> {
      int slot = n % FRAMES_OUT_MAX;
      sentNs.set(slot, System.nanoTime());
      bus.send(to, new AudioFrame(REF, slot, 0, PACKET));
    });
  }

  /** Calls of a tool, with as many letters as an Opus packet has bytes in both directions. */
  void request(String to, String tool, BenchSettings settings, Measure into) {
    warmThen(settings, into, n -> {
      long startNs = System.nanoTime();
      bus.request(to, new ToolCall(REF, tool, ARGUMENTS, DEADLINE_MS, ""), ToolResult.class, DEADLINE_MS)
          .onSuccess(result -> answered(result, startNs));
    });
  }

  private void answered(ToolResult result, long startNs) {
    if (!result.failed()) {
      measure.record((System.nanoTime() - startNs) / 1e6);
    }
  }

  private void back(AudioFrame frame) {
    long startNs = sentNs.getAndSet(frame.sequence(), 0);
    if (startNs != 0) {
      measure.record((System.nanoTime() - startNs) / 2e6);
    }
  }

  private void warmThen(BenchSettings settings, Measure into, IntConsumer act) {
    if (settings.warmUpSeconds() > 0) {
      run(settings.warmUpSeconds(), new Measure("warm-up", 1, Double.POSITIVE_INFINITY), act);
    }
    sent += run(settings.seconds(), into, act);
    returned += into.count();
  }

  /** Acts for so long and waits until nothing can come back any more; returns how often it acted. */
  private int run(int seconds, Measure into, IntConsumer act) {
    AtomicInteger number = new AtomicInteger();
    measure = into;
    new Schedule(vertx, PER_S, 1_000).run(seconds * 1_000L, timer -> act.accept(number.getAndIncrement()));
    Waiting.on(vertx.timer(DEADLINE_MS));
    for (int slot = 0; slot < FRAMES_OUT_MAX; slot++) {
      sentNs.set(slot, 0);
    }
    return number.get();
  }

  /** Calls and frames sent so far, without those of the warm-up. */
  long sent() {
    return sent;
  }

  /** How many of them did not come back. */
  long failed() {
    return sent - returned;
  }

  @Override
  public void close() {
    Waiting.on(inbox.close());
  }
}
