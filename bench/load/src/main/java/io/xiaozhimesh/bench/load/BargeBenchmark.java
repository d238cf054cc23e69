package io.xiaozhimesh.bench.load;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.crowd.Caller;
import io.xiaozhimesh.bench.load.engines.ScriptedSpeech;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How soon an answer falls silent when somebody interrupts it, by voice and by a message. */
final class BargeBenchmark implements Benchmark {

  private static final double VOICE_LIMIT_MS = 300;
  private static final double ABORT_LIMIT_MS = 60;
  private static final int ANSWER_S = 20;
  private static final long PERIOD_MS = 8_000;
  private static final long INTERRUPT_AFTER_MS = 2_500;
  private static final int FIRST_VOICED_SEARCH = 10;

  @Override
  public String name() {
    return "barge";
  }

  @Override
  public String description() {
    return "answers interrupted: voice at the server to last packet, p99 at most 300 ms; by abort, at most 60 ms";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    int devices = settings.sessionsOr(settings.profile().barging()).get(0);
    List<Buffer> voice = voice(settings);
    JsonObject scripted = Ground.hearing(ScriptedSpeech.question(ANSWER_S));
    try (Ground ground = Ground.of(settings, scripted); CallerFleet fleet = new CallerFleet(ground, devices)) {
      Run run = new Run(ground, devices, settings);
      fleet.growTo(devices, new Measure("hello", devices, Double.POSITIVE_INFINITY), n -> run);
      List<Caller> callers = fleet.callers();
      callers.forEach(caller -> caller.text("{\"type\":\"listen\",\"state\":\"start\",\"mode\":\"realtime\"}"));
      settings.progress().accept("barge: " + callers.size() + " devices interrupt");
      new Schedule(ground.clients(), callers.size(), PERIOD_MS).run(settings.seconds() * 1000L, n ->
          run.turn(callers.get(n), voice));
      new Schedule(ground.clients(), 1, PERIOD_MS).run(PERIOD_MS / 2, n -> { });
      Share failed = new Share("interruptions without an end", devices, run.begun.get() - run.stopped.get(),
          run.begun.get(), IdleBenchmark.own(settings, 0));
      return new BenchReport(name(), ground.conditions(), List.of(run.byVoice, run.byAbort), List.of(failed),
          ground.figures());
    }
  }

  /** Speech from its first loud packet on. */
  private static List<Buffer> voice(BenchSettings settings) {
    List<byte[]> packets = TalkLoad.question(settings.wavFile()).packets();
    int loudest = packets.stream().limit(FIRST_VOICED_SEARCH).mapToInt(p -> p.length).max().orElse(0);
    int first = 0;
    while (packets.get(first).length < loudest / 2) {
      first++;
    }
    return packets.subList(first, packets.size()).stream().map(Buffer::buffer).toList();
  }

  /** What the callers live through; their event loops call it. */
  private static final class Run implements Caller.Ear {

    /** One interruption. */
    private record Interruption(long atNs, boolean byVoice) {
    }

    private final Ground ground;
    private final Measure byVoice;
    private final Measure byAbort;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong stopped = new AtomicLong();
    private final ConcurrentHashMap<Caller, Long> lastPacketNs = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Caller, Interruption> interrupted = new ConcurrentHashMap<>();
    private final AtomicLong turns = new AtomicLong();

    Run(Ground ground, int devices, BenchSettings settings) {
      this.ground = ground;
      this.byVoice = new Measure("voice at the server to last packet", devices, IdleBenchmark.own(settings, VOICE_LIMIT_MS));
      this.byAbort = new Measure("abort to last packet", devices, IdleBenchmark.own(settings, ABORT_LIMIT_MS));
    }

    /** Asks, and interrupts the answer some time later: by voice and by message in turn. */
    void turn(Caller caller, List<Buffer> voice) {
      boolean speak = turns.getAndIncrement() % 2 == 0;
      lastPacketNs.remove(caller);
      caller.text(new JsonObject().put("type", "listen").put("state", "detect")
          .put("text", ScriptedSpeech.question(ANSWER_S)).encode());
      ground.clients().setTimer(INTERRUPT_AFTER_MS, fired -> {
        if (lastPacketNs.containsKey(caller)) {
          begun.incrementAndGet();
          interrupted.put(caller, new Interruption(System.nanoTime(), speak));
          interrupt(caller, speak, voice).onComplete(done -> end(caller));
        }
      });
    }

    private Future<Void> interrupt(Caller caller, boolean speak, List<Buffer> voice) {
      if (speak) {
        return caller.say(ground.clients(), voice);
      }
      caller.text("{\"type\":\"abort\"}");
      return Future.succeededFuture();
    }

    /** The words of the interruption are answered too; that answer is ended before the next turn. */
    private void end(Caller caller) {
      ground.clients().setTimer(PERIOD_MS / 4, fired -> {
        interrupted.remove(caller);
        caller.text("{\"type\":\"abort\"}");
      });
    }

    @Override
    public void sound(Caller caller, Buffer packet) {
      lastPacketNs.put(caller, System.nanoTime());
    }

    @Override
    public void json(Caller caller, JsonObject message) {
      if (!"stop".equals(message.getValue("state"))) {
        return;
      }
      Interruption interruption = interrupted.remove(caller);
      if (interruption != null) {
        stopped.incrementAndGet();
        long lastNs = Math.max(interruption.atNs(), lastPacketNs.getOrDefault(caller, 0L));
        (interruption.byVoice() ? byVoice : byAbort).record((lastNs - interruption.atNs()) / 1e6);
      }
    }
  }
}
