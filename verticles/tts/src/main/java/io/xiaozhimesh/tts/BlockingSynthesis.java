package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A synthesis that occupies a worker thread, for engines that block. Sees to it that the sink hears exactly one end,
 * and nothing after a cancellation. Thread-safe.
 */
public final class BlockingSynthesis implements Synthesis {

  /** What the engine does on the worker thread. */
  @FunctionalInterface
  public interface Work {

    /** Says the text to the output; returning normally completes the synthesis. */
    void speak(BlockingSynthesis output) throws InterruptedException;
  }

  private final SpeechSink sink;
  private Runnable onCancel = () -> { };
  private boolean over;

  private BlockingSynthesis(SpeechSink sink) {
    this.sink = sink;
  }

  /** Begins the work on a thread of the pool; a full pool fails it with OVERLOADED. */
  public static Synthesis start(Executor workers, SpeechSink sink, Work work) {
    BlockingSynthesis synthesis = new BlockingSynthesis(sink);
    try {
      workers.execute(() -> synthesis.run(work));
    } catch (RejectedExecutionException e) {
      synthesis.fail(new MeshException(MeshError.OVERLOADED, "no thread is free for synthesis"));
    }
    return synthesis;
  }

  /** One whose sound nobody hears, for a warm-up. */
  public static BlockingSynthesis discarding() {
    return new BlockingSynthesis(new SpeechSink() {
      @Override
      public void pcm(short[] samples, int sampleRateHz) {
        // Nobody listens.
      }

      @Override
      public void completed() {
        // Nobody waits.
      }

      @Override
      public void failed(MeshException failure) {
        throw failure;
      }
    });
  }

  /** Passes samples on. Answers false when they are not wanted any more: the work should return. */
  public boolean pcm(short[] samples, int sampleRateHz) {
    if (isCancelled()) {
      return false;
    }
    if (samples.length > 0) {
      sink.pcm(samples, sampleRateHz);
    }
    return true;
  }

  /** Whether the work should return. */
  public synchronized boolean isCancelled() {
    return over;
  }

  /** What ends a wait of the work when it is cancelled; runs at once when it already is. */
  public void onCancel(Runnable action) {
    synchronized (this) {
      onCancel = action;
      if (!over) {
        return;
      }
    }
    action.run();
  }

  @Override
  public void cancel() {
    if (end()) {
      onCancel.run();
    }
  }

  private void run(Work work) {
    if (isCancelled()) {
      return;
    }
    try {
      work.speak(this);
      if (end()) {
        sink.completed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(new MeshException(MeshError.CANCELLED, "synthesis was interrupted"));
    } catch (MeshException e) {
      fail(e);
    } catch (RuntimeException e) {
      // The engine is foreign code; what it throws costs this sentence and nothing else.
      fail(new MeshException(MeshError.PROVIDER_FAILED, "synthesis failed: " + e.getClass().getSimpleName(), e));
    }
  }

  private void fail(MeshException failure) {
    if (end()) {
      sink.failed(failure);
    }
  }

  private synchronized boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }
}
