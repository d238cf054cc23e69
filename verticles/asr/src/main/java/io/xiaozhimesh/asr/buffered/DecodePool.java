package io.xiaozhimesh.asr.buffered;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stated number of decoding threads and of utterances that may be open or waiting at once. Whoever was admitted finds
 * room in the queue, because the queue is as long as the admissions and the maintenance jobs together. Thread-safe.
 */
public final class DecodePool {

  /** Jobs besides utterances, such as compiling a grammar, that may wait at once. */
  public static final int MAINTENANCE_JOBS_MAX = 64;

  private static final int CLOSE_WAIT_SECONDS = 5;

  private final Semaphore admissions;
  private final Semaphore maintenance = new Semaphore(MAINTENANCE_JOBS_MAX);
  private final ThreadPoolExecutor executor;
  private final int capacity;

  /**
   * @param name of the threads
   * @param threads how many decode at once
   * @param capacity how many utterances may be open or waiting
   */
  public DecodePool(String name, int threads, int capacity) {
    this.capacity = capacity;
    this.admissions = new Semaphore(capacity);
    this.executor = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(capacity + MAINTENANCE_JOBS_MAX), daemons(name));
  }

  /** How many utterances may be open or waiting. */
  public int capacity() {
    return capacity;
  }

  /** How many utterances are open or waiting now. */
  public int admitted() {
    return capacity - admissions.availablePermits();
  }

  /** Takes a place if there is one; {@link #release} gives it back. */
  boolean admit() {
    return admissions.tryAcquire();
  }

  void release() {
    admissions.release();
  }

  /** Runs the job of somebody who was admitted; refused with RejectedExecutionException after {@link #close}. */
  void decode(Runnable job) {
    executor.execute(job);
  }

  /** Runs a job that is not an utterance, in its turn. False when too many wait or the pool is closed. */
  public boolean maintain(Runnable job) {
    if (executor.isShutdown() || !maintenance.tryAcquire()) {
      return false;
    }
    executor.execute(() -> {
      maintenance.release();
      job.run();
    });
    return true;
  }

  /** True once the threads are ending: waiting utterances fail instead of being decoded. */
  boolean isClosed() {
    return executor.isShutdown();
  }

  /** Lets those that decode end within a stated time and fails those that wait. False when some still decode. */
  boolean close() {
    executor.shutdown();
    try {
      return executor.awaitTermination(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return job -> {
      Thread thread = new Thread(job, name + '-' + number.getAndIncrement());
      thread.setDaemon(true);
      return thread;
    };
  }
}
