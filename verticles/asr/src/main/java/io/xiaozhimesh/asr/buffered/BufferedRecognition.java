package io.xiaozhimesh.asr.buffered;

import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.Recognition;
import io.xiaozhimesh.asr.Transcript;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.Metrics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Collects the utterance, then decodes it as a whole on the pool. Its admission is given back exactly once: when its
 * job
 * has left the pool, or at the end of an utterance that never became a job.
 */
final class BufferedRecognition implements Recognition {

  private static final int SAMPLES_MAX = AsrEngine.UTTERANCE_MS_MAX * (AsrEngine.SAMPLE_RATE_HZ / 1_000);

  private final String engine;
  private final String language;
  private final DecodePool pool;
  private final Decoder decoder;
  private final Metrics metrics;
  private final CompletableFuture<Transcript> outcome = new CompletableFuture<>();
  private PcmBuffer audio = new PcmBuffer(SAMPLES_MAX);
  private boolean overlong;
  private boolean queued;

  BufferedRecognition(String engine, String language, DecodePool pool, Decoder decoder, Metrics metrics) {
    this.engine = engine;
    this.language = language;
    this.pool = pool;
    this.decoder = decoder;
    this.metrics = metrics;
    outcome.whenComplete((transcript, failure) -> releaseUnlessQueued());
  }

  @Override
  public void accept(short[] pcm) {
    if (audio != null && audio.append(pcm) > 0 && !overlong) {
      overlong = true;
      metrics.count("mesh.asr.utterance.overlong", "engine", engine);
    }
  }

  @Override
  public CompletionStage<Transcript> finish() {
    if (audio != null) {
      short[] pcm = audio.toArray();
      audio = null;
      submit(pcm);
    }
    return outcome;
  }

  @Override
  public void cancel() {
    audio = null;
    outcome.completeExceptionally(new MeshException(MeshError.CANCELLED, "the utterance was cancelled"));
  }

  private void submit(short[] pcm) {
    if (pcm.length == 0) {
      outcome.complete(Transcript.nothing(engine));
      return;
    }
    queued = true;
    try {
      pool.decode(() -> settle(() -> decoder.decode(pcm, language)));
    } catch (RejectedExecutionException e) {
      queued = false;
      fail("the engine is closed", e);
    }
  }

  private void releaseUnlessQueued() {
    if (!queued) {
      pool.release();
    }
  }

  /**
   * The border to foreign recognisers: whatever one throws costs this utterance and nothing else. The place is free
   * before anybody hears of the outcome, so that whoever hears of it finds room.
   */
  private void settle(Supplier<Transcript> decoding) {
    Runnable ending;
    try {
      ending = ending(decoding);
    } catch (RuntimeException e) {
      metrics.count("mesh.asr.decode.failed", "engine", engine);
      ending = () -> fail("the recogniser failed: " + e.getClass().getSimpleName(), e);
    }
    pool.release();
    ending.run();
  }

  private Runnable ending(Supplier<Transcript> decoding) {
    if (pool.isClosed()) {
      return () -> fail("the engine is closed", null);
    }
    Transcript transcript = outcome.isDone() ? Transcript.nothing(engine) : decoding.get();
    return () -> outcome.complete(transcript);
  }

  private void fail(String message, RuntimeException cause) {
    outcome.completeExceptionally(new MeshException(MeshError.PROVIDER_FAILED, message, cause));
  }
}
