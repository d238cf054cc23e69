package io.xiaozhimesh.bench.load.engines;

import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.Recognition;
import io.xiaozhimesh.asr.Transcript;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Understands every utterance that has sound as the same words, a stated time after its end; with a stated number of
 * recognisers, each busy for that time, later where all of them are.
 */
final class ScriptedAsrEngine implements AsrEngine {

  static final String NAME = "scripted";

  private final int delayMs;
  private final String text;
  private final int capacity;
  /** When each recogniser will be free; none where there are as many as are wanted. */
  private final long[] freeAtNs;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "scripted-asr");
    thread.setDaemon(true);
    return thread;
  });
  private final Set<ScriptedRecognition> open = ConcurrentHashMap.newKeySet();

  ScriptedAsrEngine(int delayMs, String text, int recognisers, int capacity) {
    this.delayMs = delayMs;
    this.text = text;
    this.capacity = capacity;
    this.freeAtNs = new long[recognisers];
    Arrays.fill(freeAtNs, System.nanoTime());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public Recognition open(String language, Consumer<String> interim) {
    if (open.size() >= capacity) {
      throw new MeshException(MeshError.OVERLOADED, "too many utterances");
    }
    ScriptedRecognition recognition = new ScriptedRecognition();
    open.add(recognition);
    return recognition;
  }

  /** When the utterance that ends now will be understood. */
  private synchronized long nextNs() {
    long doneNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMs);
    if (freeAtNs.length == 0) {
      return doneNs;
    }
    int first = 0;
    for (int i = 1; i < freeAtNs.length; i++) {
      first = freeAtNs[i] - freeAtNs[first] < 0 ? i : first;
    }
    long waitNs = Math.max(0, freeAtNs[first] - System.nanoTime());
    freeAtNs[first] = doneNs + waitNs;
    return freeAtNs[first];
  }

  @Override
  public void close() {
    timer.shutdownNow();
    open.forEach(recognition -> recognition.end(MeshError.PROVIDER_FAILED, "the engine is closed"));
  }

  private final class ScriptedRecognition implements Recognition {

    private final CompletableFuture<Transcript> transcript = new CompletableFuture<>();
    private boolean heard;
    private boolean finished;

    @Override
    public void accept(short[] pcm) {
      heard |= pcm.length > 0;
    }

    @Override
    public CompletionStage<Transcript> finish() {
      if (!finished && !transcript.isDone()) {
        finished = true;
        answerLater(new Transcript(heard ? text : "", "en", "", NAME));
      }
      return transcript;
    }

    private void answerLater(Transcript answer) {
      try {
        timer.schedule(() -> answer(answer), nextNs() - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        end(MeshError.PROVIDER_FAILED, "the engine is closed");
      }
    }

    private void answer(Transcript answer) {
      open.remove(this);
      transcript.complete(answer);
    }

    @Override
    public void cancel() {
      end(MeshError.CANCELLED, "nobody wants it");
    }

    private void end(MeshError error, String why) {
      open.remove(this);
      transcript.completeExceptionally(new MeshException(error, why));
    }
  }
}
