package io.xiaozhimesh.plugins.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The class loader of a version that has ended must be collectable, whatever the plugin did with the mesh. */
class ClassLoaderLeakTest extends HotPluginsTestBase {

  private static final int SWAPS = 6;

  @ParameterizedTest
  @ValueSource(strings = {
      "return now(ToolAnswer.say(\"plain\"));",
      "context.every(5, () -> { }); context.after(60_000, () -> { }); return now(ToolAnswer.say(\"timers\"));",
      "context.http(HttpAsk.get(java.net.URI.create(\"http://127.0.0.1:1/\"), 20_000))"
          + ".whenComplete((a, e) -> { }); return now(ToolAnswer.say(\"http\"));",
      "context.log(PluginContext.Level.INFO, \"x\"); context.count(\"x\"); context.recordMs(\"y\", 1);"
          + " return now(ToolAnswer.say(\"metrics\"));",
      "class Local extends ThreadLocal<Object> { } var l = new Local(); l.set(this);"
          + " return now(ToolAnswer.say(\"thread local\"));",
      "class Own extends RuntimeException { } throw new Own();",
      "return CompletableFuture.supplyAsync(() -> ToolAnswer.say(\"later\"),"
          + " CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));",
      "return new CompletableFuture<ToolAnswer>().orTimeout(20, TimeUnit.MILLISECONDS);",
      "ResourceBundle.clearCache(); java.util.logging.Logger.getLogger(\"p\").fine(\"x\");"
          + " return now(ToolAnswer.say(\"jul\"));"})
  void replacedVersions_areCollected(String body) throws Exception {
    start(new JsonObject());

    for (int i = 0; i < SWAPS; i++) {
      deploy("leak-1.0." + i + ".jar", jars.oneTool("leak-1.0.0.jar", body));
      for (int n = 0; n < 10; n++) {
        call("leak", "{}", "key-" + i + '-' + n);
      }
    }

    assertThat(plugins.loadersAlive()).isGreaterThanOrEqualTo(1);
    assertThat(collected(() -> plugins.loadersAlive() == 1)).as("alive: " + plugins.loadersAlive()).isTrue();
    await(plugins.undeploy("leak"));
    assertThat(collected(() -> plugins.loadersAlive() == 0)).as("alive: " + plugins.loadersAlive()).isTrue();
  }

  @Test
  void versionWhoseResultIsStillHeld_isCollected() throws Exception {
    start(new JsonObject());
    deploy("leak-1.0.0.jar", jars.oneTool("leak-1.0.0.jar", "return now(ToolAnswer.say(\"kept\"));"));
    List<Future<ToolResult>> kept = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      kept.add(onContext(() -> Future.succeededFuture(plugins.call("leak",
          io.xiaozhimesh.plugins.internal.Json.object(), new ToolCaller(new TurnRef("s", 1, 1), "", "", 1_000, "k")))));
      await(kept.get(i));
    }

    await(plugins.undeploy("leak"));

    assertThat(collected(() -> plugins.loadersAlive() == 0)).isTrue();
    assertThat(kept).allSatisfy(future -> assertThat(future.result().text()).isEqualTo("kept"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "static { if (true) throw new IllegalStateException(); }",
      "@Override public CompletionStage<Void> selfCheck() { throw new IllegalArgumentException(\"x\"); }",
      "@Override public CompletionStage<Void> selfCheck() { return new CompletableFuture<>(); }"})
  void refusedVersions_areCollectedToo(String members) throws Exception {
    start(new JsonObject().put("startMs", 300));

    for (int i = 0; i < SWAPS; i++) {
      String version = "leak-1.0." + i + ".jar";
      assertThat(plugins.deploy(version, jars.oneTool(version, members, "return null;"))
          .toCompletionStage().toCompletableFuture()).failsWithin(java.time.Duration.ofSeconds(20));
    }

    assertThat(collected(() -> plugins.loadersAlive() == 0)).as("alive: " + plugins.loadersAlive()).isTrue();
  }

  @Test
  void pluginThatKeepsAThread_isCountedAsAZombie() throws Exception {
    start(new JsonObject().put("zombieAfterMs", 1_000));
    String members = "CompletionStage<Void> started() { Thread t = new Thread(() -> { while (true) {"
        + " try { Thread.sleep(60_000); } catch (InterruptedException e) { } } }); t.setDaemon(true); t.start();"
        + " return CompletableFuture.completedFuture(null); }";
    deploy("leak-1.0.0.jar", jars.oneTool("leak-1.0.0.jar", members, "return now(ToolAnswer.silent());"));

    await(plugins.undeploy("leak"));

    System.gc();
    assertThat(gauge("mesh.plugins.loaders.alive")).isEqualTo(1);
    until(() -> gauge("mesh.plugins.loaders.zombies") == 1);
  }

  private double gauge(String name) {
    return metrics.registry().get(name).gauge().value();
  }
}
