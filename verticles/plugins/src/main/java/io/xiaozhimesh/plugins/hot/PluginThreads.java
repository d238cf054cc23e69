package io.xiaozhimesh.plugins.hot;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which the code of one version of a plugin runs, and no other. All of them begin before any of that code
 * is loaded: a thread keeps alive the class loaders of those who were on the stack when it began. Thread-safe.
 */
final class PluginThreads {

  private final ThreadPoolExecutor pool;
  private final Runnable onBreak;

  /**
   * @param name of the threads
   * @param threads how many
   * @param waitingMax tasks that may wait for one
   * @param onBreak told, on the plugin's thread, when a task has thrown what it should have caught
   */
  PluginThreads(String name, int threads, int waitingMax, Runnable onBreak) {
    this.onBreak = onBreak;
    AtomicInteger number = new AtomicInteger();
    pool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waitingMax), task -> {
      Thread thread = new Thread(null, task, "plugin-" + name + '-' + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    });
    pool.prestartAllCoreThreads();
  }

  /**
   * Runs a task of the plugin.
   *
   * @param loader the task's context class loader
   * @return for interrupting it
   * @throws RejectedExecutionException when too many wait, or the threads have ended
   */
  Future<?> submit(ClassLoader loader, Runnable task) {
    return pool.submit(() -> run(loader, task));
  }

  /** Takes no more tasks and interrupts those that run; a thread that ignores that goes on until it returns. */
  void end() {
    pool.shutdownNow();
  }

  /** Whether every thread has ended. */
  boolean ended() {
    return pool.isTerminated();
  }

  /** The border to code that is not ours: whatever it throws, this thread lives on. */
  private void run(ClassLoader loader, Runnable task) {
    Thread thread = Thread.currentThread();
    ClassLoader host = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      task.run();
    } catch (Throwable e) {
      onBreak.run();
    } finally {
      thread.setContextClassLoader(host);
    }
  }
}
