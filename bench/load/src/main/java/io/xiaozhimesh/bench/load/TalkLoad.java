package io.xiaozhimesh.bench.load;

import io.xiaozhimesh.audio.Wav;
import io.xiaozhimesh.bench.device.DeviceListener;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.DeviceOptions;
import io.xiaozhimesh.bench.device.DeviceTurn;
import io.xiaozhimesh.bench.device.ScriptedDevice;
import io.xiaozhimesh.bench.device.SpeechClip;
import io.xiaozhimesh.bench.device.firmware.DeviceBoard;
import io.xiaozhimesh.bench.device.firmware.FrameGrid;
import io.xiaozhimesh.bench.device.speech.SpokenSentence;
import io.xiaozhimesh.launcher.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One number of devices in conversation, by a schedule that waits for nobody. Run by the main thread. */
final class TalkLoad {

  /** Two seconds of speech, three of answer, five of silence. */
  static final long PERIOD_MS = 10_000;

  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;
  private static final int WARM_UP_PART = 5;
  private static final String QUESTION = "please tell me what the weather will be like tomorrow";

  private final Ground ground;
  private final BenchSettings settings;
  private final int devices;
  private final SpeechClip question;
  private final Measure ear;
  private final Measure lateness;
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong lateFrames = new AtomicLong();
  private final AtomicLong closed = new AtomicLong();
  private final long[] slipNs;
  private volatile boolean counting;

  TalkLoad(Ground ground, BenchSettings settings, int devices) {
    this.ground = ground;
    this.settings = settings;
    this.devices = devices;
    this.slipNs = new long[devices];
    this.question = question(settings.wavFile());
    this.ear = new Measure("last voiced sample to first audible sample", devices, NO_LIMIT);
    this.lateness = new Measure("lateness of a packet", devices, NO_LIMIT);
  }

  /** The words without the silence behind them, so that their last packet is their last voiced one. */
  static SpeechClip question(String wavFile) {
    try {
      SpeechClip whole = wavFile.isEmpty()
          ? SpeechClip.of(QUESTION, SpokenSentence.of(QUESTION))
          : SpeechClip.of(wavFile, Wav.read(Path.of(wavFile)));
      return new SpeechClip(whole.name(), whole.packets().subList(0, whole.lastVoicedPacket() + 1), whole.lastVoicedPacket());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects, converses uncounted for a fifth of the time, then counted, the end of the last turns included. */
  void run() {
    DeviceNetwork network = new DeviceNetwork(ground.clients(), devices);
    List<ScriptedDevice> all = new ArrayList<>();
    try {
      // Nothing is decoded for our own voice, which is loud from its first sample on.
      DeviceOptions options = settings.ownMesh() ? DeviceOptions.LOAD : DeviceOptions.STOCK.withoutMcp();
      for (int n = 0; n < devices; n++) {
        ScriptedDevice device =
            network.device(ground.device(n).withOptions(options), new DeviceBoard(), listener(n));
        Waiting.on(device.connect());
        all.add(device);
      }
      settings.progress().accept("talk: " + devices + " devices in conversation");
      long wholeMs = settings.seconds() * 1000L;
      long lastTurnMs = PERIOD_MS - question.durationMs();
      converse(all, Math.min(settings.warmUpSeconds() * 1000L, wholeMs / WARM_UP_PART));
      counting = true;
      converse(all, Math.max(PERIOD_MS, wholeMs - lastTurnMs));
      new Schedule(ground.clients(), 1, PERIOD_MS).run(lastTurnMs, n -> { });
      counting = false;
    } finally {
      all.forEach(device -> Waiting.on(device.close()));
      Waiting.on(network.close());
    }
  }

  private void converse(List<ScriptedDevice> all, long durationMs) {
    if (durationMs == 0) {
      return;
    }
    long startNs = System.nanoTime();
    AtomicLong[] turns = new AtomicLong[devices];
    new Schedule(ground.clients(), devices, PERIOD_MS).run(durationMs, n -> {
      turns[n] = turns[n] == null ? new AtomicLong() : turns[n];
      long dueNs = startNs + (n * PERIOD_MS / devices + PERIOD_MS * turns[n].getAndIncrement()) * 1_000_000L;
      asked.addAndGet(counting ? 1 : 0);
      all.get(n).say(question).onSuccess(said -> slipNs[n] = slip(dueNs));
    });
  }

  /** How much later than a punctual device the last voiced packet went; the grid of the microphone excuses one packet. */
  private long slip(long dueNs) {
    long punctualNs = dueNs + (question.durationMs() + SpeechClip.FRAME_DURATION_MS) * 1_000_000L;
    return Math.max(0, System.nanoTime() - punctualNs);
  }

  private DeviceListener listener(int n) {
    return new DeviceListener() {
      @Override
      public void frame(double latenessMs) {
        if (counting) {
          frames.incrementAndGet();
          lateFrames.addAndGet(latenessMs > FrameGrid.LATE_MS ? 1 : 0);
          lateness.record(latenessMs);
        }
      }

      @Override
      public void turnEnded(DeviceTurn turn) {
        if (counting && turn.completed() && turn.timing().firstAudioMs() >= 0) {
          answered.incrementAndGet();
          ear.record(turn.timing().firstAudioMs() + slipNs[n] / 1e6);
        }
      }

      @Override
      public void closed(int code) {
        closed.addAndGet(counting ? 1 : 0);
      }
    };
  }

  /** From last voiced to first audible sample. */
  Measure ear() {
    return ear;
  }

  List<Measure> measures() {
    return List.of(ear, lateness);
  }

  /** Packets more than 5 ms late. */
  Share late() {
    return new Share("packets more than 5 ms late", devices, lateFrames.get(), frames.get(), NO_LIMIT);
  }

  /** Turns that were due and got no answer. */
  Share unanswered() {
    return new Share("turns without an answer", devices, Math.max(0, asked.get() - answered.get()), asked.get(), NO_LIMIT);
  }

  List<Share> shares() {
    return List.of(late(), unanswered(), new Share("devices closed by the server", devices, closed.get(), devices, NO_LIMIT));
  }
}
