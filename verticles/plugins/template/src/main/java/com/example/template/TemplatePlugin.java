package com.example.template;

import io.xiaozhimesh.plugin.api.PluginContext;
import io.xiaozhimesh.plugin.api.Tool;
import io.xiaozhimesh.plugin.api.ToolAnswer;
import io.xiaozhimesh.plugin.api.ToolCall;
import io.xiaozhimesh.plugin.api.ToolEffect;
import io.xiaozhimesh.plugin.api.ToolPlugin;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** Throws dice. */
public final class TemplatePlugin implements ToolPlugin {

  private static final long SIDES = 6;
  private static final String ARGUMENTS = """
      {"type": "object", "properties": {
        "sides": {"type": "integer", "minimum": 2, "maximum": 100, "description": "of the die, usually 6"}}}
      """;

  private final RandomGenerator random;
  private String words = "I rolled %d.";

  /** As the mesh creates it. */
  public TemplatePlugin() {
    this(new SplittableRandom());
  }

  TemplatePlugin(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public CompletionStage<Void> start(PluginContext context) {
    words = context.settings().getOrDefault("words", words);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> selfCheck() {
    String.format(words, 1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public List<Tool> tools() {
    return List.of(Tool.named("template_roll")
        .describedAs("Rolls a die and says what came up.")
        .arguments(ARGUMENTS)
        .effect(ToolEffect.PURE)
        .phrase("en-US", "roll the dice")
        .phrase("en-US", "roll a dice")
        .phrase("zh-CN", "掷骰子")
        .answers(this::roll));
  }

  private ToolAnswer roll(ToolCall call) {
    return ToolAnswer.say(String.format(words, 1 + random.nextLong(call.integer("sides", SIDES))));
  }
}
