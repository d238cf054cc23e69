package io.xiaozhimesh.tts;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SessionClosed;
import io.xiaozhimesh.protocol.bus.SpeakCancel;
import io.xiaozhimesh.protocol.bus.SpeakCredit;
import io.xiaozhimesh.protocol.bus.SpeakEnd;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.LeaseBeats;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerCapacity;
import io.xiaozhimesh.stage.WorkerDirectory;
import io.xiaozhimesh.stage.resilience.ProviderAdmin;
import io.xiaozhimesh.tts.internal.BoundedWorkers;
import io.xiaozhimesh.tts.internal.SpeechCache;
import io.xiaozhimesh.tts.sound.Sounds;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks answers: receives their sentences and sends their frames to the owner. Ready once its engines and its encoder
 * are warm. One event loop owns all leases; engines and encoders work on bounded pools.
 */
public final class TtsVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(TtsVerticle.class);
  private static final long SWEEP_EVERY_MS = 500;

  private final StageContext stage;
  private final TtsOptions options;
  private BoundedWorkers encoders;
  private BoundedWorkers synthesisers;
  private BoundedWorkers readers;
  private Engines engines;
  private WorkerCapacity capacity;
  private Answers answers;
  private Inbox inbox;
  private LeaseBeats beats;
  private long sweepTimerId;

  /** With the engines that the options name. */
  public TtsVerticle(StageContext stage, TtsOptions options) {
    this.stage = stage;
    this.options = options;
  }

  @Override
  public Future<?> start() {
    int configured = options.answers().max();
    int sentencesMax = 2 * (configured > 0 ? configured : WorkerCapacity.MEASURED_MAX);
    encoders = new BoundedWorkers("mesh-tts-encode", options.threads().encodeThreads(), sentencesMax + 1);
    synthesisers = new BoundedWorkers("mesh-tts-synthesis", options.threads().synthesisThreads(), sentencesMax + 1);
    readers = new BoundedWorkers("mesh-tts-sound", options.audio().readThreads(), sentencesMax + 1);
    OpusCodec codec = OpusCodec.detect();
    engines = new Engines(context, stage, options, synthesisers);
    return engines.apply(options)
        .compose(ready -> vertx.executeBlocking(() -> warmUp(codec)))
        .compose(found -> serve(codec, found))
        .recover(failure -> release().transform(released -> Future.failedFuture(failure)));
  }

  /** What an operator can do with the engines; once it has started. */
  public ProviderAdmin providerAdmin() {
    return engines;
  }

  @Override
  public Future<?> stop() {
    stage.directory().withdraw(Role.TTS);
    vertx.cancelTimer(sweepTimerId);
    beats.stop();
    return inbox.close().eventually(() -> {
      answers.close();
      return release();
    });
  }

  private WorkerCapacity warmUp(OpusCodec codec) {
    long nsPerS = WarmUp.encode(codec, options, stage.clock());
    return WorkerCapacity.of(options.answers().max(), options.threads().encodeThreads(), nsPerS, TtsOptions.Answers.STATED_MAX);
  }

  private Future<Void> serve(OpusCodec codec, WorkerCapacity found) {
    capacity = found;
    LOG.info("encoding with {} on {} threads, capacity {}", codec.name(), options.threads().encodeThreads(), capacity);
    engines.start();
    Executor loop = task -> context.runOnContext(v -> task.run());
    SpeechRoom room = new SpeechRoom(stage, options.withAnswersMax(capacity.sessions()), engines.choice(), engines.relays(),
        new SpeechCache(options.cache()), new SpeechFiles(options.disk(), stage.clock(), readers, loop), codec, encoders, loop,
        new Sounds(options.audio().dir(), options.audio().urls(), codec), readers);
    answers = new Answers(room);
    sweepTimerId = vertx.setPeriodic(Math.min(SWEEP_EVERY_MS, options.answers().ttlMs()), id -> answers.sweep());
    inbox = stage.bus().inbox(Role.TTS)
        .onRequest(SpeakOpen.class, answers::open)
        .on(SpeakSentence.class, answers::sentence)
        .on(SpeakCredit.class, answers::credit)
        .on(SpeakEnd.class, answers::end)
        .on(SpeakCancel.class, answers::cancel)
        .on(SessionClosed.class, answers::closed);
    stage.metrics().gauge("mesh.tts.answers", () -> answers.size());
    stage.metrics().gauge("mesh.tts.cache.bytes", () -> room.cache().bytes());
    stage.metrics().gauge("mesh.tts.encode.waiting", () -> encoders.waiting());
    Future<Void> rehearsed = options.threads().warmUpFrames() > 0 ? Rehearsal.of(room) : Future.succeededFuture();
    return rehearsed.compose(v -> inbox.open()).onSuccess(v -> {
      beats = LeaseBeats.start(vertx, stage, Role.TTS, inbox.address(), answers::byOwner);
      stage.directory().offer(Role.TTS, this::load);
    });
  }

  private WorkerDirectory.Load load() {
    return capacity.load(answers.size());
  }

  private Future<Void> release() {
    engines.stop();
    return vertx.executeBlocking(() -> {
      engines.closeAll();
      synthesisers.close();
      encoders.close();
      readers.close();
      return null;
    });
  }
}
