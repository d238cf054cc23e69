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
 * Understands exactly those of the {@link SpokenWords} that are in the sound, a stated time after its end. One thread of
 * its own spots; recognitions are confined to whoever opened them.
 */
final class SpottingAsrEngine implements AsrEngine {

  static final String NAME = "spotting";

  private static final int CAPACITY = 200;

  private final int delayMs;
  private final WordSpotter spotter = new WordSpotter(SpokenWords.all());
  private final Set<SpottingRecognition> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "spotting-asr");
    thread.setDaemon(true);
    return thread;
  });

  SpottingAsrEngine(int delayMs) {
    this.delayMs = delayMs;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int capacity() {
    return CAPACITY;
  }

  @Override
  public Recognition open(String language, Consumer<String> interim) {
    if (open.size() >= CAPACITY) {
      throw new MeshException(MeshError.OVERLOADED, "too many utterances");
    }
    SpottingRecognition recognition = new SpottingRecognition();
    open.add(recognition);
    return recognition;
  }

  @Override
  public void close() {
    worker.shutdownNow();
    open.forEach(recognition -> recognition.end(MeshError.PROVIDER_FAILED, "the engine is closed"));
  }

  private final class SpottingRecognition implements Recognition {

    private final CompletableFuture<Transcript> transcript = new CompletableFuture<>();
    private short[] sound = new short[SAMPLE_RATE_HZ * 4];
    private int samples;
    private boolean finished;

    @Override
    public void accept(short[] pcm) {
      if (finished) {
        return;
      }
      int taken = Math.min(pcm.length, SAMPLE_RATE_HZ / 1000 * UTTERANCE_MS_MAX - samples);
      if (samples + taken > sound.length) {
        sound = Arrays.copyOf(sound, Math.max(sound.length * 2, samples + taken));
      }
      System.arraycopy(pcm, 0, sound, samples, taken);
      samples += taken;
    }

    @Override
    public CompletionStage<Transcript> finish() {
      if (!finished && !transcript.isDone()) {
        finished = true;
        try {
          worker.schedule(this::spot, delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
          end(MeshError.PROVIDER_FAILED, "the engine is closed");
        }
      }
      return transcript;
    }

    private void spot() {
      open.remove(this);
      String text = String.join(" ", spotter.words(Arrays.copyOf(sound, samples)));
      transcript.complete(new Transcript(text, "en", "", NAME));
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
