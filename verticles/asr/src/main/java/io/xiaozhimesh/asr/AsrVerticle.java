package io.xiaozhimesh.asr;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.UtteranceCancel;
import io.xiaozhimesh.protocol.bus.UtteranceEnd;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.LeaseBeats;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory.Load;
import io.xiaozhimesh.stage.resilience.ProviderAdmin;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The asr stage of a node: takes utterances from vad and sends their transcripts to the owner. Loading and recognising
 * happen on worker threads; everything else on the verticle's event loop. One instance per node.
 */
public final class AsrVerticle extends VerticleBase {

  private static final long EXPIRE_EVERY_MS = 1_000;
  private static final long LOAD_WARN_SECONDS = 60;

  private final StageContext stage;
  private final AsrOptions options;
  private WorkerExecutor loader;
  private Engines engines;
  private AsrEngine engine;
  private Recognitions recognitions;
  private PhraseIntake phrases;
  private Inbox inbox;
  private LeaseBeats beats;
  private long expiry = -1;

  /** With the engine that the options name. */
  public AsrVerticle(StageContext stage, AsrOptions options) {
    this.stage = stage;
    this.options = options;
  }

  /** Completes when the engine is loaded and the inbox is open. */
  @Override
  public Future<?> start() {
    loader = vertx.createSharedWorkerExecutor("mesh-asr-load", 1, LOAD_WARN_SECONDS, TimeUnit.SECONDS);
    engines = new Engines(context, stage, options, loader);
    engine = engines.chain();
    return engines.apply(options).compose(this::serve)
        .recover(failure -> release().transform(released -> Future.failedFuture(failure)));
  }

  /** What an operator can do with the engines; once it has started. */
  public ProviderAdmin providerAdmin() {
    return engines;
  }

  /** Withdraws, then ends what is open, then the engine. */
  @Override
  public Future<?> stop() {
    stage.directory().withdraw(Role.ASR);
    vertx.cancelTimer(expiry);
    if (beats != null) {
      beats.stop();
    }
    return Future.join(List.of(inbox == null ? Future.succeededFuture() : inbox.close(),
            phrases == null ? Future.succeededFuture() : phrases.stop()))
        .transform(closed -> release());
  }

  private Future<Void> serve(Void loaded) {
    engines.start();
    recognitions = new Recognitions(vertx, stage, options, engine);
    phrases = new PhraseIntake(vertx, stage, engine, options.phrasesDebounceMs());
    inbox = stage.bus().inbox(Role.ASR)
        .onRequest(UtteranceOpen.class, recognitions::open)
        .on(UtterancePcm.class, recognitions::accept)
        .on(UtteranceEnd.class, recognitions::end)
        .on(UtteranceCancel.class, recognitions::cancel);
    expiry = vertx.setPeriodic(EXPIRE_EVERY_MS, id -> recognitions.expire());
    return phrases.start().compose(v -> inbox.open()).onSuccess(v -> {
      beats = LeaseBeats.start(vertx, stage, Role.ASR, inbox.address(), recognitions::byOwner);
      stage.directory().offer(Role.ASR, this::loadNow);
    });
  }

  private Load loadNow() {
    int open = recognitions.size();
    return new Load(engine.capacity(), open, (double) open / engine.capacity(), recognitions.oldestWaitMs());
  }

  private Future<Void> release() {
    if (recognitions != null) {
      recognitions.close();
    }
    return engines.close().transform(closed -> loader.close());
  }
}
