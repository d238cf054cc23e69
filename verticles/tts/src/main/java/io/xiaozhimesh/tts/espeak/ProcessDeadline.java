package io.xiaozhimesh.tts.espeak;

import java.util.concurrent.TimeUnit;

/**
 * Kills a process that does not end in time, and nothing else: killing one that has just ended would close its output
 * before it was read. Thread-safe.
 */
final class ProcessDeadline {

  private volatile boolean passed;

  private ProcessDeadline() {
  }

  static ProcessDeadline set(Process process, long deadlineMs) {
    ProcessDeadline deadline = new ProcessDeadline();
    process.onExit().orTimeout(deadlineMs, TimeUnit.MILLISECONDS).whenComplete((exited, late) -> {
      if (late != null) {
        deadline.passed = true;
        process.destroyForcibly();
      }
    });
    return deadline;
  }

  /** Whether the process was killed because of it. */
  boolean hasPassed() {
    return passed;
  }
}
