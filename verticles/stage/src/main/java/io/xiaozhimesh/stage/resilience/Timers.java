package io.xiaozhimesh.stage.resilience;

/** Runs something later on the context of a stage. */
@FunctionalInterface
public interface Timers {

  /**
   * Runs the task once.
   *
   * @param delayMs at least 1
   * @return forgets the task; harmless when it has run
   */
  Runnable after(long delayMs, Runnable task);
}
