package io.xiaozhimesh.plugins.mcp;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
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

/** A whole plugins stage with MCP servers, and what dialogue does with it, over the bus. */
final class McpStage {

  static final int CALL_MS = 20_000;

  final Vertx vertx;
  final Metrics metrics = Metrics.inMemory();
  final StageContext stage;
  private final String plugins = Addresses.inbox(Role.PLUGINS, "n1");
  PluginsVerticle verticle;
  private String deployment;

  /** One per Vert.x. */
  McpStage(Vertx vertx) {
    this.vertx = vertx;
    MeshBus bus = new MeshBus(vertx, "n1", metrics);
    MeshClock clock = MeshClock.system();
    this.stage = new StageContext(bus, new WorkerDirectory(bus, clock, "test"), clock, metrics);
  }

  /** The stand-in server in this manner. */
  static JsonObject standIn(String manner) {
    List<String> command = StandInServer.command(manner);
    return new JsonObject().put("transport", "stdio").put("command", command.get(0))
        .put("args", new JsonArray(command.subList(1, command.size())));
  }

  McpStage start(JsonObject mcp, JsonObject rest) throws Exception {
    JsonObject section = new JsonObject().put("dir", "").put("mcp", mcp)
        .put("supervision", new JsonObject().put("firstMs", 50).put("stopGraceMs", 500)).mergeIn(rest, true);
    verticle = new PluginsVerticle(stage, PluginsOptions.from(
        new JsonObject().put("tools", new JsonArray().add("get_current_time")).mergeIn(section)));
    deployment = await(vertx.deployVerticle(verticle));
    return this;
  }

  McpStage start(String name, String manner) throws Exception {
    return start(new JsonObject().put("servers", new JsonObject().put(name, standIn(manner))), new JsonObject());
  }

  void stop() throws Exception {
    if (deployment != null) {
      await(vertx.undeploy(deployment));
      deployment = null;
    }
  }

  List<ToolSpec> specs(String session, String agent) throws Exception {
    return await(stage.bus().request(plugins, new ToolListWanted(session, agent), ToolListed.class, 10_000)).tools();
  }

  List<String> listed() throws Exception {
    return listed("s1", "");
  }

  List<String> listed(String session, String agent) throws Exception {
    return specs(session, agent).stream().map(ToolSpec::name).toList();
  }

  void untilListed(String tool) throws Exception {
    until(() -> listed().contains(tool));
  }

  ToolResult call(String tool, String arguments) throws Exception {
    return await(send("s1", tool, arguments, CALL_MS));
  }

  String text(String tool, String text) throws Exception {
    return call(tool, new JsonObject().put("text", text).encode()).text();
  }

  Future<ToolResult> send(String session, String tool, String arguments, int deadlineMs) {
    return stage.bus().request(plugins,
        new ToolCall(new TurnRef(session, 1, 1), tool, arguments, deadlineMs, ""), ToolResult.class, 25_000);
  }

  long counted(String name, String... tags) {
    return metrics.counted(name, tags);
  }

  /** Asks again, some milliseconds apart, until it holds. */
  void until(Callable<Boolean> holds) throws Exception {
    while (!holds.call()) {
      await(vertx.timer(20, TimeUnit.MILLISECONDS));
    }
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
