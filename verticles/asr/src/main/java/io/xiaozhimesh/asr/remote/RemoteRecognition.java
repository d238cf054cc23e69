package io.xiaozhimesh.asr.remote;

import io.vertx.core.Context;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.Recognition;
import io.xiaozhimesh.asr.Transcript;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One utterance that a service hears. Whatever thread its caller has, everything happens on one context, in the order of
 * the calls. Its place is free before anybody hears of the outcome.
 */
abstract class RemoteRecognition implements Recognition {

  private static final int SAMPLES_MAX = AsrEngine.UTTERANCE_MS_MAX * (AsrEngine.SAMPLE_RATE_HZ / 1_000);

  /** A tenth of a second: services refuse what is shorter, and no word is. */
  private static final int SAMPLES_MIN = AsrEngine.SAMPLE_RATE_HZ / 10;

  final RemoteEngine engine;
  final Context context;
  final String language;
  private final AtomicBoolean over = new AtomicBoolean();
  private final CompletableFuture<Transcript> outcome = new CompletableFuture<>();
  private int samples;
  private boolean ended;
  private boolean overlong;
  private long deadline = -1;

  RemoteRecognition(RemoteEngine engine, String language) {
    this.engine = engine;
    this.context = engine.context.vertx().getOrCreateContext();
    this.language = language;
  }

  /** The utterance begins; on the context, as all that follow. */
  abstract void connect();

  /** The next piece: 16 bit, little-endian. */
  abstract void take(byte[] pcm);

  /** There are no more pieces. */
  abstract void end();

  /** Closes what is open; repeatable. */
  abstract void disconnect();

  final void begin() {
    run(this::connect);
  }

  @Override
  public final void accept(short[] pcm) {
    byte[] bytes = new byte[2 * pcm.length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(pcm);
    run(() -> takeWhatFits(bytes));
  }

  @Override
  public final CompletionStage<Transcript> finish() {
    run(this::finishOnce);
    return outcome;
  }

  @Override
  public final void cancel() {
    fail(new MeshException(MeshError.CANCELLED, "the utterance was cancelled"));
  }

  final boolean isOver() {
    return over.get();
  }

  final boolean hasEnded() {
    return ended;
  }

  final void complete(Words words) {
    Words clean = words.cleaned();
    settle(() -> outcome.complete(
        new Transcript(clean.text(), clean.languageOr(language), "", engine.name())));
  }

  /** Any thread. */
  final void fail(MeshException failure) {
    settle(() -> outcome.completeExceptionally(failure));
  }

  final void brokenOff(Throwable cause) {
    fail(new MeshException(MeshError.PROVIDER_FAILED, "the service broke off", cause));
  }

  /** Runs what reads the service's words: whatever it throws is the service's fault. */
  final void guarded(Runnable reading) {
    try {
      reading.run();
    } catch (MeshException e) {
      fail(e);
    } catch (RuntimeException e) {
      fail(new MeshException(MeshError.PROVIDER_FAILED, "the service's answer cannot be read", e));
    }
  }

  private void run(Runnable step) {
    context.runOnContext(v -> {
      if (!isOver()) {
        guarded(step);
      }
    });
  }

  private void takeWhatFits(byte[] pcm) {
    int fits = Math.min(pcm.length / 2, SAMPLES_MAX - samples);
    if (ended) {
      return;
    }
    if (fits < pcm.length / 2 && !overlong) {
      overlong = true;
      engine.context.metrics().count("mesh.asr.utterance.overlong", "engine", engine.name());
    }
    samples += fits;
    if (fits > 0) {
      take(fits == pcm.length / 2 ? pcm : Arrays.copyOf(pcm, 2 * fits));
    }
  }

  private void finishOnce() {
    if (ended) {
      return;
    }
    ended = true;
    if (samples < SAMPLES_MIN) {
      complete(Words.of(""));
      return;
    }
    int ms = engine.options.transcriptMs();
    deadline = engine.context.vertx().setTimer(ms,
        id -> fail(new MeshException(MeshError.TIMEOUT, "no transcript within " + ms + " ms")));
    end();
  }

  private void settle(Runnable ending) {
    if (over.compareAndSet(false, true)) {
      engine.over(this);
      ending.run();
      context.runOnContext(v -> {
        engine.context.vertx().cancelTimer(deadline);
        disconnect();
      });
    }
  }
}
