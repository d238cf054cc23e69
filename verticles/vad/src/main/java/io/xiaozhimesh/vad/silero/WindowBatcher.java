package io.xiaozhimesh.vad.silero;

import ai.onnxruntime.OrtException;
import io.micrometer.core.instrument.Counter;
import io.xiaozhimesh.stage.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the windows of all streams on a few threads of its own. A thread that is free takes at once whatever is
 * ready, up to a full batch: a lone window never waits, and under load windows gather while the threads are busy, so
 * that batches grow as they are needed. As long as the threads keep up a window waits for one batch, 2-3 ms for 64
 * rows. The queue is bounded; what does not fit is refused and counted. Thread-safe.
 */
public final class WindowBatcher implements AutoCloseable {

  /** Rows beyond which a batch gets no cheaper per row. */
  public static final int ROWS_MAX = 64;

  private static final Logger LOG = LoggerFactory.getLogger(WindowBatcher.class);

  /** Hears the probability, on a thread of the batcher; NaN if it could not be computed. Must not block. */
  @FunctionalInterface
  public interface Listener {

    /** The window was scored. */
    void scored(float probability);
  }

  private record Job(SileroScorer.Row row, Listener listener) {
  }

  private final BlockingQueue<Job> ready;
  private final List<Thread> threads = new ArrayList<>();
  private final List<SileroScorer> scorers = new ArrayList<>();
  private final Metrics metrics;
  private final Counter windows;
  private volatile boolean closed;

  /**
   * Starts the threads.
   *
   * @param queueMax windows that may wait
   */
  public WindowBatcher(SileroModel model, int threadCount, int queueMax, Metrics metrics) throws OrtException {
    this.metrics = metrics;
    ready = new ArrayBlockingQueue<>(queueMax);
    windows = metrics.registry().counter("mesh.vad.window.scored");
    for (int i = 0; i < threadCount; i++) {
      SileroScorer scorer = model.scorer(ROWS_MAX);
      scorers.add(scorer);
      Thread thread = new Thread(() -> work(scorer), "mesh-vad-score-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /** Queues a window; false if there is no room, then the listener hears nothing. One window per state at a time. */
  public boolean submit(SileroState state, short[] window, Listener listener) {
    boolean accepted = !closed && ready.offer(new Job(new SileroScorer.Row(state, window), listener));
    if (!accepted) {
      metrics.count("mesh.vad.window.refused");
    }
    return accepted;
  }

  /** Ends the threads; windows that wait are answered with NaN. Blocks until the running batches are done. */
  @Override
  public void close() throws InterruptedException {
    closed = true;
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join();
    }
    List<Job> left = new ArrayList<>();
    ready.drainTo(left);
    left.forEach(job -> tell(job, Float.NaN));
    scorers.forEach(SileroScorer::close);
    scorers.clear();
  }

  private void work(SileroScorer scorer) {
    List<Job> batch = new ArrayList<>(ROWS_MAX);
    try {
      while (!closed) {
        batch.add(ready.take());
        ready.drainTo(batch, ROWS_MAX - 1);
        score(scorer, batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void score(SileroScorer scorer, List<Job> batch) {
    float[] probabilities = null;
    try {
      probabilities = scorer.score(batch.stream().map(Job::row).toList());
      windows.increment(batch.size());
      metrics.count("mesh.vad.batch.scored");
    } catch (OrtException e) {
      metrics.count("mesh.vad.batch.failed");
      LOG.error("the speech model failed on a batch of {} windows", batch.size(), e);
    }
    for (int i = 0; i < batch.size(); i++) {
      tell(batch.get(i), probabilities == null ? Float.NaN : probabilities[i]);
    }
  }

  /** One stream's listener must not cost the others theirs, nor the thread. */
  private void tell(Job job, float probability) {
    try {
      job.listener.scored(probability);
    } catch (RuntimeException e) {
      metrics.count("mesh.vad.listener.failed");
      LOG.error("a listener failed", e);
    }
  }
}
