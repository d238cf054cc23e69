package io.xiaozhimesh.plugins.hot;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A plugin folder that is followed quickly, and what tests do with it. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
abstract class HotPluginsTestBase {

  @TempDir
  Path work;

  final Metrics metrics = Metrics.inMemory();
  Path folder;
  PluginJars jars;
  Vertx vertx;
  Context context;
  StageContext stage;
  HotPlugins plugins;

  @BeforeEach
  void prepare(Vertx given) throws Exception {
    vertx = given;
    context = vertx.getOrCreateContext();
    folder = work.resolve("plugins");
    jars = new PluginJars(Files.createDirectories(work.resolve("made")));
    MeshBus bus = new MeshBus(vertx, "n1", metrics);
    MeshClock clock = MeshClock.system();
    stage = new StageContext(bus, new WorkerDirectory(bus, clock, "test"), clock, metrics);
  }

  @AfterEach
  void stopPlugins() throws Exception {
    if (plugins != null) {
      onContext(() -> plugins.stop());
    }
  }

  void start(JsonObject hot) throws Exception {
    JsonObject section = new JsonObject().put("dir", folder.toString())
        .put("hot", new JsonObject().put("pollMs", 50).mergeIn(hot));
    plugins = new HotPlugins(stage, HotPluginsOptions.from(new OptionsReader("plugins", section)), Set.of("builtin"));
    onContext(() -> plugins.start(vertx, context));
  }

  void drop(Path jar, String name) throws Exception {
    Files.createDirectories(folder);
    Path part = folder.resolve(name + ".tmp");
    Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
    Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  PluginStatus deploy(String name, Path jar) throws Exception {
    return await(plugins.deploy(name, jar));
  }

  ToolResult call(String tool) throws Exception {
    return call(tool, "{}", "");
  }

  ToolResult call(String tool, String arguments, String key) throws Exception {
    return await(send(tool, arguments, key));
  }

  Future<ToolResult> send(String tool, String arguments, String key) {
    return later(() -> plugins.find("s1", tool).isPresent()
        ? plugins.call(tool, Json.object(arguments).orElseThrow(), new ToolCaller(new TurnRef("s1", 1, 1), "aa:bb", "", 5_000, key))
        : Future.failedFuture("no tool " + tool));
  }

  List<PluginStatus> listed() throws Exception {
    return await(plugins.list());
  }

  PluginStatus status(String id) throws Exception {
    return listed().stream().filter(status -> status.id().equals(id)).findFirst().orElse(null);
  }

  <T> T onContext(Callable<Future<T>> op) throws Exception {
    return await(later(op));
  }

  <T> Future<T> later(Callable<Future<T>> op) {
    io.vertx.core.Promise<T> done = io.vertx.core.Promise.promise();
    context.runOnContext(v -> {
      try {
        op.call().onComplete(done);
      } catch (Exception e) {
        done.fail(e);
      }
    });
    return done.future();
  }

  /** Waits, a turn of the plugins' context at a time, until it holds. */
  void until(Callable<Boolean> holds) throws Exception {
    while (!holds.call()) {
      await(vertx.timer(20, TimeUnit.MILLISECONDS));
    }
  }

  /** Lets the collector work until it holds, or ten seconds have passed. */
  boolean collected(BooleanSupplier holds) throws Exception {
    for (int i = 0; i < 200 && !holds.getAsBoolean(); i++) {
      System.gc();
      await(vertx.timer(50, TimeUnit.MILLISECONDS));
    }
    return holds.getAsBoolean();
  }

  static <T> T await(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
