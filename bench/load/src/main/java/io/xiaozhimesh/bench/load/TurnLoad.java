package io.xiaozhimesh.bench.load;

import io.xiaozhimesh.bench.device.DeviceListener;
import io.xiaozhimesh.bench.device.DeviceTurn;
import io.xiaozhimesh.bench.device.SpeechClip;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** One number of sessions of the turn benchmark. */
final class TurnLoad {

  /** Question, silence, engines and answer take about four seconds; a person needs a moment too. */
  static final long PERIOD_MS = 7_000;

  private final BenchTarget target;
  private final int sessions;
  private final Measure overhead;
  private final Measure atTheDevice;
  private final Measure firstSound;
  private final Map<String, Integer> endpointMs = new ConcurrentHashMap<>();
  private final Map<Integer, String> sessionIds = new ConcurrentHashMap<>();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private volatile boolean counting;

  TurnLoad(BenchTarget target, int sessions, double limitMs) {
    this.target = target;
    this.sessions = sessions;
    this.overhead = new Measure("own overhead per turn, from the waterfall", sessions, limitMs);
    this.atTheDevice = new Measure("own overhead per turn, at the device", sessions, Double.POSITIVE_INFINITY);
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
    return overhead.limited() || overhead.count() > 0
        ? List.of(overhead, atTheDevice, firstSound)
        : List.of(firstSound);
  }

  /** Turns that were due and got no answer. */
  Share unanswered() {
    long lost = Math.max(0, asked.get() - answered.get());
    return new Share("turns without an answer", sessions, lost, asked.get(), Double.POSITIVE_INFINITY);
  }
}
