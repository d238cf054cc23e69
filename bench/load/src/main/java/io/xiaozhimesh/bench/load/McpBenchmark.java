package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.mcp.PidServer;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.Role;
import java.util.EnumSet;
import java.util.List;

/** Whether many sessions share one stdio MCP server, and what they notice when it is killed. */
final class McpBenchmark implements Benchmark {

  static final int SESSIONS = 200;

  @Override
  public String name() {
    return "mcp";
  }

  @Override
  public String description() {
    return SESSIONS + " sessions share one stdio MCP server, which is killed in the middle: no call lost, back within "
        + McpLoad.BACK_MS_MAX + " ms";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    if (!settings.ownMesh()) {
      throw new IllegalArgumentException("mcp is measured in an own mesh only, without --url");
    }
    int sessions = settings.sessionsOr(SESSIONS).get(0);
    RunningMesh mesh = Waiting.on(RunningMesh.start(List.of(), overrides(), EnumSet.of(Role.PLUGINS)));
    try {
      McpLoad load = new McpLoad(mesh, settings, sessions);
      load.run();
      JsonObject conditions = Conditions.of(settings).put("engines", "none").put("sessions", sessions)
          .put("callsPerS", sessions * McpLoad.CALLS_PER_SESSION_AND_S);
      return new BenchReport("mcp", conditions, load.measures(), load.shares(), load.figures());
    } finally {
      Waiting.on(mesh.stop());
    }
  }

  private static JsonObject overrides() {
    List<String> command = PidServer.command();
    JsonObject server = new JsonObject().put("command", command.get(0))
        .put("args", new JsonArray(command.subList(1, command.size())));
    return new JsonObject()
        .put("node", new JsonObject().put("managementPort", -1))
        .put("plugins", new JsonObject().put("dir", "")
            .put("mcp", new JsonObject().put("servers", new JsonObject().put("pid", server))));
  }
}
