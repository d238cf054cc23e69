package io.xiaozhimesh.bench.device.firmware;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The device's main loop: tasks wait for the next pass, a pass runs those that were waiting when it began, and then comes
 * what a pass does at its end. Something outside runs a pass when asked to. Used by one thread.
 */
public final class MainLoop {

  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final Consumer<Runnable> nextPass;
  private final Runnable atStart;
  private boolean asked;

  /**
   * A loop without tasks.
   *
   * @param nextPass runs the given pass soon, never at once
   * @param atStart what each pass does before its tasks: it sees the state that earlier passes left
   */
  public MainLoop(Consumer<Runnable> nextPass, Runnable atStart) {
    this.nextPass = nextPass;
    this.atStart = atStart;
  }

  /** Runs the task in the next pass, after all tasks that were given before. */
  public void schedule(Runnable task) {
    tasks.add(task);
    wake();
  }

  /** Asks for a pass even without tasks. */
  public void wake() {
    if (!asked) {
      asked = true;
      nextPass.accept(this::pass);
    }
  }

  private void pass() {
    asked = false;
    atStart.run();
    for (int left = tasks.size(); left > 0; left--) {
      tasks.poll().run();
    }
  }
}
