package io.xiaozhimesh.plugins.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.plugins.mcp.NamedTools.Named;
import io.xiaozhimesh.plugins.mcp.access.AccessPoint;
import io.xiaozhimesh.plugins.mcp.client.McpTransport;
import io.xiaozhimesh.plugins.mcp.client.ServerTool;
import io.xiaozhimesh.plugins.mcp.client.SharedServer;
import io.xiaozhimesh.plugins.mcp.server.OfferedTools;
import io.xiaozhimesh.plugins.mcp.server.ToolOffer;
import io.xiaozhimesh.plugins.mcp.transport.EventStreamTransport;
import io.xiaozhimesh.plugins.mcp.transport.HttpPeer;
import io.xiaozhimesh.plugins.mcp.transport.StdioTransport;
import io.xiaozhimesh.plugins.mcp.transport.StreamableHttpTransport;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.plugins.source.ToolSource;
import io.xiaozhimesh.plugins.source.ToolSourceKind;
import io.xiaozhimesh.plugins.supervise.RestartTiming;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.StageContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The tools of MCP servers: those that the configuration names, shared by all sessions of the node, and those that dial
 * in. Also serves the port at which they do, and at which our own tools are offered. On one context.
 */
public final class McpTools implements ToolSource {

  private static final String SERVER = "server:";

  private final StageContext stage;
  private final McpOptions options;
  private final RestartTiming timing;
  private final UnaryOperator<String> agentOf;
  private final OfferedTools ours;
  private final NamedTools names;
  private final Map<String, SharedServer> servers = new LinkedHashMap<>();
  private Vertx vertx;
  private Context context;
  private AccessPoint access;
  private McpPort port;

  /**
   * Nothing runs yet.
   *
   * @param timing when a server is given up and begun again
   * @param reserved names that no tool of a server gets
   * @param agentOf which agent answers a session, or ""
   * @param ours what is offered to others
   */
  public McpTools(StageContext stage, McpOptions options, RestartTiming timing, Set<String> reserved,
      UnaryOperator<String> agentOf, OfferedTools ours) {
    this.stage = stage;
    this.options = options;
    this.timing = timing;
    this.agentOf = agentOf;
    this.ours = ours;
    this.names = new NamedTools(reserved);
  }

  @Override
  public ToolSourceKind kind() {
    return ToolSourceKind.MCP;
  }

  /** Servers are begun and not waited for; fails only when the port cannot be had. */
  @Override
  public Future<Void> start(Vertx given, Context own) {
    vertx = given;
    context = own;
    options.servers().forEach(server -> servers.put(SERVER + server.name(), shared(server)));
    servers.values().forEach(SharedServer::start);
    access = new AccessPoint(vertx, stage, options.access(), options.bounds(), this::dialledIn);
    port = new McpPort(vertx, options, access, new ToolOffer(vertx, stage, options.offer(), options.host(), ours));
    return port.open();
  }

  @Override
  public Future<Void> stop() {
    List<Future<Void>> ends = new ArrayList<>(servers.values().stream().map(SharedServer::stop).toList());
    if (port != null) {
      ends.add(port.close());
    }
    return Future.join(ends).mapEmpty();
  }

  /** The port at which tools dial in; 0 when there is none. */
  public int port() {
    return port == null ? 0 : port.number();
  }

  @Override
  public Future<List<ToolSpec>> specs(String sessionId) {
    String agent = agentOf.apply(sessionId);
    return Future.succeededFuture(names.all().stream().filter(named -> allowed(named, agent)).map(Named::spec).toList());
  }

  @Override
  public Optional<ToolSpec> find(String sessionId, String name) {
    return names.find(name).filter(named -> allowed(named, agentOf.apply(sessionId))).map(Named::spec);
  }

  @Override
  public Future<ToolResult> call(String name, ObjectNode arguments, ToolCaller caller) {
    Named named = names.find(name).orElseThrow();
    ServerTool tool = named.tool();
    SharedServer server = servers.get(named.owner());
    return server == null
        ? access.call(named.owner(), tool, arguments, caller.deadlineMs())
        : server.call(tool, arguments, caller.deadlineMs());
  }

  private boolean allowed(Named named, String agent) {
    return servers.containsKey(named.owner()) || access.serves(named.owner(), agent);
  }

  private void dialledIn(String owner, String label, List<ServerTool> tools) {
    names.replace(owner, label, "", tools);
  }

  private SharedServer shared(McpServerOptions server) {
    String owner = SERVER + server.name();
    return new SharedServer(vertx, stage, server.name(), server.bounds(), timing, () -> transport(server),
        () -> names.replace(owner, server.name(), server.prefix(), servers.get(owner).tools()));
  }

  private McpTransport transport(McpServerOptions server) {
    int frameBytesMax = server.bounds().frameBytesMax();
    return switch (server.transport()) {
      case STDIO -> new StdioTransport(
          vertx, context, server.process().orElseThrow(), frameBytesMax, timing.stopGraceMs());
      case HTTP -> new StreamableHttpTransport(vertx, peer(server), frameBytesMax);
      case SSE -> new EventStreamTransport(peer(server), frameBytesMax);
    };
  }

  private HttpPeer peer(McpServerOptions server) {
    URI url = server.url().orElseThrow();
    return new HttpPeer(vertx, url, server.headers(), server.bounds().callsMax());
  }
}
