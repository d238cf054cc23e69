package io.xiaozhimesh.plugin.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A plugin: some tools with one life. Has a public constructor without parameters, is named in
 * {@code META-INF/services/io.xiaozhimesh.plugin.api.ToolPlugin}, and is called in this order: {@link #start},
 * {@link #selfCheck}, {@link #tools} once, then the tools, then {@link #stop}.
 *
 * <p>Everything runs on a few threads that belong to this plugin alone, so it may block, at its own cost: each step has
 * a deadline, and a plugin that keeps missing it is taken out of service. Threads that it starts itself must have ended
 * when {@link #stop} completes, otherwise its memory is never freed.
 */
public interface ToolPlugin {

  /** What it offers; always the same, from {@link #start} on. At least one. */
  List<Tool> tools();

  /**
   * Begins. Takes nothing away from an earlier version, which serves until this one is ready.
   *
   * @param context what the mesh gives to it, until it is stopped
   * @return completes when it can serve, fails with the reason why it cannot
   */
  default CompletionStage<Void> start(PluginContext context) {
    return CompletableFuture.completedFuture(null);
  }

  /**
   * Checks that it really works, before the first call goes to it.
   *
   * @return completes when it does, fails with what is wrong: it then never goes live
   */
  default CompletionStage<Void> selfCheck() {
    return CompletableFuture.completedFuture(null);
  }

  /** Ends: no call comes any more, those that ran are over. Releases all that it has taken. */
  default CompletionStage<Void> stop() {
    return CompletableFuture.completedFuture(null);
  }
}
