package io.xiaozhimesh.plugins.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwapUnderLoadTest extends HotPluginsTestBase {

  private static final int SWAPS = 10;

  @Test
  void pluginSwappedWhileCallsGoOn_losesNone() throws Exception {
    start(new JsonObject());
    Path one = version("one");
    Path two = version("two");
    deploy("hello-1.0.0.jar", one);
    List<Future<ToolResult>> calls = new ArrayList<>();
    long[] timer = new long[1];
    onContext(() -> {
      timer[0] = vertx.setPeriodic(2, t -> calls.add(plugins.call("hello",
          io.xiaozhimesh.plugins.internal.Json.object(), new ToolCaller(new TurnRef("s", 1, 1), "", "", 5_000, ""))));
      return Future.succeededFuture();
    });

    for (int i = 0; i < SWAPS; i++) {
      deploy(i % 2 == 0 ? "hello-2.0.0.jar" : "hello-1.0.0.jar", i % 2 == 0 ? two : one);
      await(vertx.timer(30));
    }
    vertx.cancelTimer(timer[0]);

    List<ToolResult> results = new ArrayList<>();
    for (Future<ToolResult> call : onContext(() -> Future.succeededFuture(List.copyOf(calls)))) {
      results.add(await(call));
    }
    assertThat(results).hasSizeGreaterThan(50).noneMatch(ToolResult::failed);
    assertThat(results).extracting(ToolResult::text).containsOnly("one", "two").contains("one", "two");
    assertThat(collected(() -> plugins.loadersAlive() == 1)).as("alive: " + plugins.loadersAlive()).isTrue();
  }

  /** Every fourth answer takes 5 ms. */
  private Path version(String name) {
    return jars.oneTool("hello-1.0.0.jar", "int n = 0;", "if (n++ % 4 > 0) return now(ToolAnswer.say(\"" + name
        + "\")); var f = new CompletableFuture<ToolAnswer>(); context.after(5, () -> f.complete(ToolAnswer.say(\""
        + name + "\"))); return f;");
  }
}
