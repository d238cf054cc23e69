package io.xiaozhimesh.bench.load.plugin;

import io.xiaozhimesh.plugin.api.PluginContext;
import io.xiaozhimesh.plugin.api.Tool;
import io.xiaozhimesh.plugin.api.ToolAnswer;
import io.xiaozhimesh.plugin.api.ToolCall;
import io.xiaozhimesh.plugin.api.ToolEffect;
import io.xiaozhimesh.plugin.api.ToolPlugin;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** Answers with its version; every fourth answer comes {@value #LATE_MS} ms later, so that swaps meet running calls. */
public final class VersionPlugin implements ToolPlugin {

  /** Name of its tool. */
  public static final String TOOL = "bench_version";

  static final int LATE_MS = 5;

  private static final int LATE_EVERY = 4;

  private final AtomicLong calls = new AtomicLong();
  private PluginContext context;

  /** As the mesh creates it. */
  public VersionPlugin() {
  }

  @Override
  public CompletionStage<Void> start(PluginContext given) {
    context = given;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public List<Tool> tools() {
    return List.of(Tool.named(TOOL).describedAs("Says which version answers.").effect(ToolEffect.PURE)
        .phrase("en-US", "which version").does(this::answer));
  }

  private CompletionStage<ToolAnswer> answer(ToolCall call) {
    ToolAnswer answer = ToolAnswer.say(context.version());
    if (calls.incrementAndGet() % LATE_EVERY != 0) {
      return CompletableFuture.completedFuture(answer);
    }
    CompletableFuture<ToolAnswer> late = new CompletableFuture<>();
    context.after(LATE_MS, () -> late.complete(answer));
    return late;
  }
}
