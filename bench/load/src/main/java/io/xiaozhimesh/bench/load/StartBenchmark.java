package io.xiaozhimesh.bench.load;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.crowd.Caller;
import io.xiaozhimesh.bench.load.crowd.Crowd;
import io.xiaozhimesh.launcher.Waiting;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** How long a mesh takes to be ready, and its first turn against its hundredth. */
final class StartBenchmark implements Benchmark {

  private static final int TURNS = 100;
  private static final int WARM_TURNS = 20;
  private static final int PATIENCE_S = 20;
  private static final double READY_LIMIT_MS = 2_500;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String description() {
    return "start-up of the whole mesh to ready, at most 2.5 s; the first turn at most twice as long as the hundredth";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    if (!settings.ownMesh()) {
      throw new IllegalArgumentException("only an own mesh is started, without --url");
    }
    Measure ready = new Measure("launch to ready", 1, READY_LIMIT_MS);
    Measure first = new Measure("first turn: question to first packet", 1, Double.POSITIVE_INFINITY);
    Measure warm = new Measure("a later turn: question to first packet", 1, Double.POSITIVE_INFINITY);
    long endNs = System.nanoTime() + settings.seconds() * 1_000_000_000L;
    JsonObject conditions = Conditions.of(settings);
    JsonObject figures = new JsonObject();
    int starts = 0;
    do {
      try (Ground ground = Ground.of(settings, new JsonObject())) {
        ready.record(ground.server().readyMs());
        turns(ground, first, warm, endNs);
        figures.mergeIn(ground.figures());
        conditions = ground.conditions();
      }
      settings.progress().accept("start: " + ++starts + " times");
    } while (System.nanoTime() < endNs);
    double ratio = first.percentileMs(50) / Math.max(1e-9, warm.percentileMs(50));
    figures.put("starts", starts).put("laterTurns", warm.count()).put("firstToLater", Math.round(ratio * 100) / 100.0);
    Share slow = new Share("first turns over twice a later one", 1, ratio > 2 ? 1 : 0, 1, 0);
    return new BenchReport(name(), conditions, List.of(ready, first, warm), List.of(slow), figures);
  }

  private static void turns(Ground ground, Measure first, Measure warm, long endNs) {
    BlockingQueue<Long> sounds = new LinkedBlockingQueue<>();
    try (Crowd crowd = new Crowd(ground.clients(), ground.device(0).url(), 1)) {
      Caller caller = Waiting.on(crowd.call(ground.device(0), new Caller.Ear() {
        @Override
        public void sound(Caller from, Buffer packet) {
          sounds.add(System.nanoTime());
        }

        @Override
        public void json(Caller from, JsonObject message) {
          if ("stop".equals(message.getValue("state"))) {
            sounds.add(0L);
          }
        }
      }));
      for (int turn = 0; turn < TURNS && (turn <= WARM_TURNS || System.nanoTime() < endNs); turn++) {
        sounds.clear();
        double ms = turn(caller, sounds);
        if (turn == 0) {
          first.record(ms);
        } else if (turn >= WARM_TURNS / 2) {
          warm.record(ms);
        }
      }
    }
  }

  /** Asks in words, waits for the first packet, stops the answer, waits for its end. */
  private static double turn(Caller caller, BlockingQueue<Long> sounds) {
    try {
      long askedNs = System.nanoTime();
      caller.text("{\"type\":\"listen\",\"state\":\"detect\",\"text\":\"please say something\"}");
      Long heardNs = sounds.poll(PATIENCE_S, TimeUnit.SECONDS);
      if (heardNs == null || heardNs == 0) {
        throw new IllegalStateException("a turn was not answered");
      }
      caller.text("{\"type\":\"abort\"}");
      Long next = sounds.poll(PATIENCE_S, TimeUnit.SECONDS);
      while (next != null && next != 0) {
        next = sounds.poll(PATIENCE_S, TimeUnit.SECONDS);
      }
      return (heardNs - askedNs) / 1e6;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
