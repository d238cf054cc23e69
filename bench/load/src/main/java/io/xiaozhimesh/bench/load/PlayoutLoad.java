package io.xiaozhimesh.bench.load;

import io.xiaozhimesh.bench.device.DeviceListener;
import io.xiaozhimesh.bench.device.DeviceTurn;
import io.xiaozhimesh.bench.device.firmware.FrameGrid;
import io.xiaozhimesh.bench.load.engines.ScriptedSpeech;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One number of sessions of the playout benchmark: every device asks again as soon as its answer is over. */
final class PlayoutLoad {

  private static final String QUESTION = ScriptedSpeech.question(20);
  private static final long SPREAD_MS = 5_000;
  private static final long FIRST_ANSWER_MS = 3_000;

  private final BenchTarget target;
  private final int sessions;
  private final double limitPercent;
  private final Measure lateness;
  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong gaps = new AtomicLong();
  private final AtomicLong sentFrames = new AtomicLong();
  private final AtomicLong sentLate = new AtomicLong();
  private volatile Fleet fleet;
  private volatile boolean counting;

  PlayoutLoad(BenchTarget target, int sessions, double limitPercent) {
    this.target = target;
    this.sessions = sessions;
    this.limitPercent = limitPercent;
    this.lateness = new Measure("lateness of a packet at the device", sessions, Double.POSITIVE_INFINITY);
  }

  void run(BenchSettings settings) {
    target.onTurnEnded(this::turnEnded);
    try (Fleet connected = Fleet.connect(target, sessions, this::listener)) {
      fleet = connected;
      Schedule schedule = new Schedule(target.clients(), sessions, SPREAD_MS);
      ask(0);
      schedule.run(FIRST_ANSWER_MS, n -> { });
      schedule.run(SPREAD_MS, n -> {
        if (n > 0) {
          ask(n);
        }
      });
      schedule.run(settings.warmUpSeconds() * 1000L, n -> { });
      counting = true;
      schedule.run(settings.seconds() * 1000L, n -> { });
      counting = false;
    }
  }

  private void ask(int n) {
    fleet.members().get(n).device().sayText(QUESTION);
  }

  private void turnEnded(TurnEnded turn) {
    if (counting) {
      sentFrames.addAndGet(turn.frames());
      sentLate.addAndGet(turn.lateFrames());
    }
  }

  private DeviceListener listener(int n) {
    return new DeviceListener() {
      @Override
      public void frame(double latenessMs) {
        if (counting) {
          frames.incrementAndGet();
          late.addAndGet(latenessMs > FrameGrid.LATE_MS ? 1 : 0);
          lateness.record(latenessMs);
        }
      }

      @Override
      public void turnEnded(DeviceTurn turn) {
        if (counting) {
          gaps.addAndGet(turn.frames().gaps());
        }
        ask(n);
      }
    };
  }

  Measure lateness() {
    return lateness;
  }

  List<Share> shares() {
    return List.of(
        new Share("packets more than 5 ms late at the device", sessions, late.get(), frames.get(), limitPercent),
        new Share("packets sent more than 5 ms late, as the server counts", sessions, sentLate.get(), sentFrames.get(),
            Double.POSITIVE_INFINITY),
        new Share("gaps heard, per packet", sessions, gaps.get(), frames.get(), Double.POSITIVE_INFINITY));
  }
}
