package io.xiaozhimesh.bench.load;

import io.xiaozhimesh.bench.device.DeviceListener;
import io.xiaozhimesh.bench.device.DeviceTurn;
import io.xiaozhimesh.bench.device.SpeechClip;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** One number of sessions of the turn benchmark. */
final class TurnLoad {

  /** Question, silence, engines and answer take about four seconds; a person needs a moment too. */
  static final long PERIOD_MS = 7_000;

  private static final List<String> STEPS = List.of("last voiced sample to endpoint", "endpoint to final transcript",
      "transcript to first token", "first token to first sentence", "first sentence to first audio",
      "first audio to first packet sent");

  private final BenchTarget target;
  private final int sessions;
  private final Measure overhead;
  private final Measure atTheDevice;
  private final Measure firstSound;
  private final List<Measure> steps;
  private final Map<String, Integer> endpointMs = new ConcurrentHashMap<>();
  private final Map<Integer, String> sessionIds = new ConcurrentHashMap<>();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private volatile boolean counting;

  TurnLoad(BenchTarget target, int sessions, double limitMs) {
    this.target = target;
    this.sessions = sessions;
    this.overhead = new Measure("own overhead per turn, from the waterfall", sessions, limitMs);
    this.atTheDevice = new Measure("the same at the device, with packetisation", sessions, Double.POSITIVE_INFINITY);
    this.steps = STEPS.stream()
        .map(step -> new Measure("step: " + step, sessions, Double.POSITIVE_INFINITY)).toList();
    this.firstSound = new Measure("end of speech to first sound at the device", sessions, Double.POSITIVE_INFINITY);
  }

  void run(BenchSettings settings, SpeechClip question) {
    target.onTurnEnded(this::turnEnded);
    try (Fleet fleet = Fleet.connect(target, sessions, this::listener)) {
      for (int n = 0; n < sessions; n++) {
        sessionIds.put(n, fleet.members().get(n).sessionId());
      }
      Schedule schedule = new Schedule(target.clients(), sessions, PERIOD_MS);
      schedule.run(settings.warmUpSeconds() * 1000L, n -> fleet.members().get(n).device().say(question));
      // Turns that began in the warm-up end before anything is counted.
      schedule.run(PERIOD_MS, n -> { });
      counting = true;
      schedule.run(settings.seconds() * 1000L, n -> {
        asked.incrementAndGet();
        fleet.members().get(n).device().say(question);
      });
      schedule.run(PERIOD_MS, n -> { });
      counting = false;
    }
  }

  private void turnEnded(TurnEnded turn) {
    if (EngineTime.isWhole(turn)) {
      endpointMs.put(turn.ref().sessionId(), turn.endpointMs());
      if (counting) {
        overhead.record(EngineTime.overheadMs(turn));
        int[] ms = {turn.endpointMs(), turn.asrFinalMs(), turn.firstTokenMs(), turn.firstSentenceMs(),
            turn.firstAudioMs(), turn.firstFrameMs()};
        for (int i = 0; i < ms.length; i++) {
          steps.get(i).record(ms[i]);
        }
      }
    }
  }

  private DeviceListener listener(int n) {
    return new DeviceListener() {
      @Override
      public void turnEnded(DeviceTurn turn) {
        if (counting && turn.completed()) {
          answered.incrementAndGet();
          heard(turn, endpointMs.remove(sessionIds.getOrDefault(n, "")));
        }
      }
    };
  }

  private void heard(DeviceTurn turn, Integer endpoint) {
    firstSound.record(turn.timing().firstAudioMs());
    if (endpoint != null) {
      atTheDevice.record(turn.timing().firstFrameMs() - endpoint - EngineTime.SPOKEN_TURN_MS);
    }
  }

  List<Measure> measures() {
    List<Measure> all = new ArrayList<>(List.of(firstSound));
    if (overhead.limited() || overhead.count() > 0) {
      all.addAll(0, List.of(overhead, atTheDevice));
      all.addAll(steps);
    }
    return all;
  }

  /** Turns that were due and got no answer. */
  Share unanswered() {
    long lost = Math.max(0, asked.get() - answered.get());
    return new Share("turns without an answer", sessions, lost, asked.get(), Double.POSITIVE_INFINITY);
  }
}
