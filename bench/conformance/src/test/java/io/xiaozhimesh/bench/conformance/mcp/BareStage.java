package io.xiaozhimesh.bench.conformance.mcp;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.PluginsOptions;
import io.xiaozhimesh.plugins.PluginsVerticle;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolListWanted;
import io.xiaozhimesh.protocol.bus.ToolListed;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The plugins stage as it is, without the rest of the mesh. For the main thread. */
final class BareStage implements AutoCloseable {

  private static final int WAIT_S = 30;
  private static final int LOOK_MS = 20;
  private static final int CALL_MS = 20_000;

  private final Vertx vertx = Vertx.vertx();
  private final Metrics metrics = Metrics.inMemory();
  private final MeshBus bus = new MeshBus(vertx, "judged", metrics);
  private final PluginsVerticle verticle;

  BareStage(JsonObject mcp) throws Exception {
    MeshClock clock = MeshClock.system();
    StageContext stage = new StageContext(bus, new WorkerDirectory(bus, clock, "conformance"), clock, metrics);
    verticle = new PluginsVerticle(stage, PluginsOptions.from(new JsonObject().put("dir", "")
        .put("tools", List.copyOf(SuiteTools.NAMES)).put("mcp", mcp)));
    await(vertx.deployVerticle(verticle));
  }

  int port() {
    return verticle.mcpPort();
  }

  long counted(String name) {
    return metrics.counted(name);
  }

  List<ToolSpec> tools() throws Exception {
    return await(bus.request(inbox(), new ToolListWanted("s", ""), ToolListed.class, CALL_MS)).tools();
  }

  ToolResult call(String name, String argumentsJson) throws Exception {
    return await(bus.request(inbox(),
        new ToolCall(new TurnRef("s", 1, 1), name, argumentsJson, CALL_MS, ""), ToolResult.class, CALL_MS));
  }

  void until(Callable<Boolean> holds) throws Exception {
    while (!holds.call()) {
      await(vertx.timer(LOOK_MS, TimeUnit.MILLISECONDS));
    }
  }

  @Override
  public void close() throws Exception {
    await(vertx.close());
  }

  private static String inbox() {
    return Addresses.inbox(Role.PLUGINS, "judged");
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(WAIT_S, TimeUnit.SECONDS);
  }
}
