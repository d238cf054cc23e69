package io.xiaozhimesh.tts.internal;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Named daemon threads of a stated number with a queue of a stated length. Thread-safe. */
public final class BoundedWorkers implements Executor, AutoCloseable {

  private static final long CLOSE_WAIT_MS = 2_000;

  private final Queue<Thread> threadsMade = new ConcurrentLinkedQueue<>();
  private final ThreadPoolExecutor pool;

  /** Refuses work with a {@link java.util.concurrent.RejectedExecutionException} when the queue is full. */
  public BoundedWorkers(String name, int threads, int queueMax) {
    AtomicInteger number = new AtomicInteger();
    pool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueMax), task -> {
      Thread thread = new Thread(task, name + '-' + number.getAndIncrement());
      thread.setDaemon(true);
      threadsMade.add(thread);
      return thread;
    });
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  /** Tasks that wait for a thread. */
  public int waiting() {
    return pool.getQueue().size();
  }

  /** Interrupts what runs, drops what waits and gives the threads a moment to end. */
  @Override
  public void close() {
    pool.shutdownNow();
    try {
      if (pool.awaitTermination(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)) {
        for (Thread thread : threadsMade) {
          thread.join(CLOSE_WAIT_MS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
