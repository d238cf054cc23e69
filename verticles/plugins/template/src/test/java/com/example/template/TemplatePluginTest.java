package com.example.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xiaozhimesh.plugin.api.Tool;
import io.xiaozhimesh.plugin.api.ToolAnswer;
import io.xiaozhimesh.plugin.api.ToolCall;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemplatePluginTest {

  private static final long SEED = 7;

  @Test
  void dieWithTwoSides_comesUpWithOneOfThem() throws Exception {
    Tool tool = new TemplatePlugin(new Random(SEED)).tools().get(0);
    long expected = 1 + new Random(SEED).nextLong(2);

    ToolAnswer answer = tool.body()
        .run(new ToolCall(tool.name(), Map.of("sides", 2L), "session", "device", 1_000, "")).toCompletableFuture().get();

    assertEquals(ToolAnswer.say("I rolled " + expected + "."), answer);
  }
}
