package io.xiaozhimesh.plugins.mcp.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.plugins.mcp.client.CallDesk;
import io.xiaozhimesh.plugins.mcp.client.McpConnection;
import io.xiaozhimesh.plugins.mcp.client.McpLimits;
import io.xiaozhimesh.plugins.mcp.client.ServerTool;
import io.xiaozhimesh.plugins.mcp.transport.SocketTransport;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.stage.StageContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where tools dial in: {@code ws://host:port/mcp/?token=…}, as the hosted service and the reference server's endpoint do
 * it. The peer behind the socket is an MCP server, we are its client. Its tools are there as long as its socket is; a
 * peer that comes back is a new one. On one context.
 */
public final class AccessPoint {

  /** Hears which tools somebody who dialled in has now; none when it has gone. */
  @FunctionalInterface
  public interface Listener {

    /** {@code owner} is unique to the connection, {@code label} the peer's name. */
    void changed(String owner, String label, List<ServerTool> tools);
  }

  private record Caller(String peer, McpConnection connection, CallDesk desk) {
  }

  private static final Logger LOG = LoggerFactory.getLogger(AccessPoint.class);

  private final Vertx vertx;
  private final StageContext stage;
  private final AccessOptions options;
  private final McpLimits limits;
  private final Listener listener;
  private final Map<String, Caller> callers = new LinkedHashMap<>();
  private long lastNumber;
  private boolean closed;

  /** Nobody is connected yet. */
  public AccessPoint(Vertx vertx, StageContext stage, AccessOptions options, McpLimits limits, Listener listener) {
    this.vertx = vertx;
    this.stage = stage;
    this.options = options;
    this.limits = limits;
    this.listener = listener;
  }

  /** Answers a request that wants a WebSocket: with one, or with the status that says why not. */
  public void answer(HttpServerRequest request) {
    Optional<String> peer = peer(request);
    int refusal = refusal(request, peer);
    if (refusal != 0) {
      count("refused");
      request.response().setStatusCode(refusal).end();
      return;
    }
    request.toWebSocket().onSuccess(socket -> connected(peer.get(), socket)).onFailure(failure -> count("refused"));
  }

  private int refusal(HttpServerRequest request, Optional<String> peer) {
    if (!request.path().replaceAll("/+$", "").endsWith("/mcp")) {
      return 404;
    } else if (peer.isEmpty()) {
      return 401;
    }
    long ofPeer = callers.values().stream().filter(caller -> caller.peer.equals(peer.get())).count();
    boolean full = callers.size() >= options.connectionsMax() || ofPeer >= options.connectionsPerPeerMax();
    return closed || full ? 503 : 0;
  }

  /** Takes the same time for every wrong token of the same length. */
  private Optional<String> peer(HttpServerRequest request) {
    String asked = request.getParam("token");
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    String shown = asked != null ? asked : header != null && header.startsWith("Bearer ") ? header.substring(7) : "";
    Optional<String> found = Optional.empty();
    for (Map.Entry<String, AccessOptions.Peer> peer : options.peers().entrySet()) {
      boolean equal = MessageDigest.isEqual(peer.getValue().token().getBytes(StandardCharsets.UTF_8),
          shown.getBytes(StandardCharsets.UTF_8));
      found = equal ? Optional.of(peer.getKey()) : found;
    }
    return found;
  }

  private void connected(String peer, ServerWebSocket socket) {
    String owner = "dialled:" + ++lastNumber;
    McpConnection connection = new McpConnection(vertx, stage, peer, limits, new SocketTransport(socket),
        tools -> listener.changed(owner, peer, tools));
    CallDesk desk = new CallDesk(vertx, stage, limits);
    callers.put(owner, new Caller(peer, connection, desk));
    long timer = vertx.setTimer(options.handshakeMs(), t -> connection.close());
    connection.ended().onSuccess(why -> gone(owner, why));
    connection.open().onComplete(done -> {
      vertx.cancelTimer(timer);
      if (done.failed()) {
        connection.close();
      } else if (connection.isOpen()) {
        count("connected");
        LOG.info("{} has dialled in with {} tools", peer, connection.tools().size());
        desk.serve(connection);
        listener.changed(owner, peer, connection.tools());
      }
    });
  }

  private void gone(String owner, String why) {
    Caller caller = callers.remove(owner);
    if (caller != null) {
      count("gone");
      LOG.info("{} has gone: {}", caller.peer, why);
      caller.desk.lost(true);
      listener.changed(owner, caller.peer, List.of());
    }
  }

  /** Whether the tools of this connection are for this agent. */
  public boolean serves(String owner, String agent) {
    Caller caller = callers.get(owner);
    if (caller == null) {
      return false;
    }
    List<String> agents = options.peers().get(caller.peer).agents();
    return agents.isEmpty() || agents.contains(agent);
  }

  /** Calls a tool with fitted arguments; always ends in a result, within {@code budgetMs}. */
  public Future<ToolResult> call(String owner, ServerTool tool, ObjectNode arguments, int budgetMs) {
    Caller caller = callers.get(owner);
    return caller == null
        ? Future.succeededFuture(ToolResults.failed("The tool " + tool.name() + " has just gone."))
        : caller.desk.call(tool, arguments, budgetMs);
  }

  /** Hangs up on everybody. */
  public Future<Void> close() {
    closed = true;
    return Future.join(List.copyOf(callers.values()).stream().map(caller -> caller.connection.close()).toList())
        .mapEmpty();
  }

  private void count(String event) {
    stage.metrics().count("mesh.plugins.mcp.access", "event", event);
  }
}
