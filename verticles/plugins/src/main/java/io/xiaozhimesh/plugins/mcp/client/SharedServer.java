package io.xiaozhimesh.plugins.mcp.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.plugins.supervise.RestartTiming;
import io.xiaozhimesh.plugins.supervise.Supervisor;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.stage.StageContext;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configured MCP server: one connection, or one child process, for all sessions of the node, kept alive. While it is
 * being begun again its tools stay listed and calls wait; after {@value #HOPELESS_AFTER} failures in a row they are
 * withdrawn until it serves again. On one context.
 */
public final class SharedServer implements Supervisor.Watcher {

  /** Failures in a row after which nobody waits for it any more. */
  static final int HOPELESS_AFTER = 4;

  private static final Logger LOG = LoggerFactory.getLogger(SharedServer.class);

  private final class Life implements Supervisor.Attempt {

    private final McpConnection connection = new McpConnection(vertx, stage, name, limits, transports.get(),
        SharedServer.this::listed);
    private final Future<Void> ready;

    Life() {
      current = connection;
      ready = connection.open();
    }

    @Override
    public Future<Void> ready() {
      return ready;
    }

    @Override
    public Future<String> ended() {
      return connection.ended();
    }

    @Override
    public Future<Void> stop() {
      return connection.close();
    }
  }

  private final Vertx vertx;
  private final StageContext stage;
  private final String name;
  private final McpLimits limits;
  private final Supplier<McpTransport> transports;
  private final Runnable changed;
  private final CallDesk desk;
  private final Supervisor supervisor;
  private McpConnection current;
  private List<ServerTool> tools = List.of();
  private boolean ready;

  /** {@code transports} makes a new one for each attempt; {@code changed} is run when its tools have changed. */
  public SharedServer(Vertx vertx, StageContext stage, String name, McpLimits limits, RestartTiming timing,
      Supplier<McpTransport> transports, Runnable changed) {
    this.vertx = vertx;
    this.stage = stage;
    this.name = name;
    this.limits = limits;
    this.transports = transports;
    this.changed = changed;
    this.desk = new CallDesk(vertx, stage, limits);
    this.supervisor = new Supervisor(vertx, stage.clock(), timing, RandomGenerator.getDefault(), Life::new, this);
  }

  /** Begins; completes at once: a server that is slow or absent keeps nobody waiting. */
  public void start() {
    supervisor.start();
  }

  /** Ends the connection, or the process. */
  public Future<Void> stop() {
    desk.lost(true);
    return supervisor.stop();
  }

  /** How the configuration calls it. */
  public String name() {
    return name;
  }

  /** What it offers; what it offered last while it is being begun again. */
  public List<ServerTool> tools() {
    return tools;
  }

  /** Whether it serves at this moment. */
  public boolean isReady() {
    return ready;
  }

  /** Calls one of its tools with fitted arguments; always ends in a result, within {@code budgetMs}. */
  public Future<ToolResult> call(ServerTool tool, ObjectNode arguments, int budgetMs) {
    return desk.call(tool, arguments, budgetMs);
  }

  @Override
  public void ready() {
    ready = true;
    LOG.info("The MCP server {} serves {} tools", name, current.tools().size());
    stage.metrics().count("mesh.plugins.mcp.server.ready");
    listed(current.tools());
    desk.serve(current);
  }

  @Override
  public void lost(String why, int failuresInRow, int retryInMs) {
    ready = false;
    stage.metrics().count("mesh.plugins.mcp.server.lost");
    LOG.warn("The MCP server {} is lost, the next attempt follows in {} ms: {}", name, retryInMs, why);
    boolean hopeless = failuresInRow >= HOPELESS_AFTER;
    desk.lost(hopeless);
    if (hopeless && !tools.isEmpty()) {
      listed(List.of());
    }
  }

  private void listed(List<ServerTool> now) {
    tools = now;
    changed.run();
  }
}
