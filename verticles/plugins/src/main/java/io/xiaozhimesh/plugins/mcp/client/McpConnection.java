package io.xiaozhimesh.plugins.mcp.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.mcp.client.McpFailure.Kind;
import io.xiaozhimesh.plugins.mcp.wire.JsonRpc;
import io.xiaozhimesh.plugins.mcp.wire.McpVersions;
import io.xiaozhimesh.plugins.mcp.wire.RpcMessage;
import io.xiaozhimesh.stage.StageContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a connection to an MCP server: handshake, list of tools, requests with their ends, health. Every request
 * ends in a result or a {@link McpFailure}. On one context.
 */
public final class McpConnection implements McpTransport.Listener {

  /** Hears of what changes by itself. */
  public interface Listener {

    /** The server offers other tools now. */
    void toolsChanged(List<ServerTool> tools);
  }

  private record Pending(Promise<ObjectNode> answer, long timer) {
  }

  /** A change of the list is looked at so long after it was told, together with what was told meanwhile. */
  private static final int RELIST_MS = 100;
  private static final int MISSED_PINGS_MAX = 2;

  private static final Logger LOG = LoggerFactory.getLogger(McpConnection.class);

  private final Vertx vertx;
  private final StageContext stage;
  private final String name;
  private final McpLimits limits;
  private final McpTransport transport;
  private final Listener listener;
  private final StrayMeter strays;
  private final Map<Long, Pending> pending = new HashMap<>();
  private final Promise<String> ended = Promise.promise();
  private List<ServerTool> tools = List.of();
  private Future<Void> closing;
  private long lastId;
  private long pingTimer = -1;
  private long relistTimer = -1;
  private long heard;
  private long heardAtLastBeat;
  private int missedPings;
  private boolean pinging;

  /** A connection that is not open yet; {@code name} is for the log. */
  public McpConnection(Vertx vertx, StageContext stage, String name, McpLimits limits, McpTransport transport,
      Listener listener) {
    this.vertx = vertx;
    this.stage = stage;
    this.name = name;
    this.limits = limits;
    this.transport = transport;
    this.listener = listener;
    this.strays = new StrayMeter(limits.strayPerSecondMax());
  }

  /** Connects, shakes hands and lists the tools. Whoever calls bounds the time and closes what failed. */
  public Future<Void> open() {
    return transport.open(this)
        .compose(v -> request("initialize", initialize(), limits.callTimeoutMs()))
        .compose(this::initialized)
        .compose(v -> list())
        .onSuccess(v -> pingTimer = vertx.setPeriodic(limits.pingMs(), t -> beat()));
  }

  /** What the server offers. */
  public List<ServerTool> tools() {
    return tools;
  }

  /** Completes with the reason when it has ended, by itself or by {@link #close}. */
  public Future<String> ended() {
    return ended.future();
  }

  /** False from the moment at which it ends. */
  public boolean isOpen() {
    return closing == null;
  }

  /** Requests that wait for their answer. */
  public int waiting() {
    return pending.size();
  }

  /** Calls a tool by the server's name of it; the result as the server gave it. */
  public Future<ObjectNode> call(String tool, ObjectNode arguments, int timeoutMs) {
    ObjectNode params = Json.object().put("name", tool);
    params.set("arguments", arguments);
    return request("tools/call", params, timeoutMs).onFailure(failure -> {
      if (failure instanceof McpFailure known && known.kind() == Kind.TIMEOUT) {
        ping();
      }
    });
  }

  /** Ends it; what waits fails as lost. */
  public Future<Void> close() {
    end("closed");
    return closing;
  }

  private static ObjectNode initialize() {
    ObjectNode params = Json.object().put("protocolVersion", McpVersions.NEWEST);
    params.putObject("capabilities");
    params.putObject("clientInfo").put("name", "xiaozhi-mesh").put("version", "1");
    return params;
  }

  private Future<Void> initialized(ObjectNode result) {
    String version = Json.text(result, "protocolVersion");
    if (!McpVersions.speaks(version)) {
      return Future.failedFuture(new McpFailure(Kind.REFUSED, "speaks no revision of MCP that we know"));
    }
    transport.agreed(version);
    return transport.send(-1, JsonRpc.notification("notifications/initialized", Json.object()));
  }

  /** A server that refuses to list has no tools; whether it announced any does not matter. */
  private Future<Void> list() {
    ToolListing listing = new ToolListing(limits);
    return page(listing, "").recover(failure -> {
      boolean refused = failure instanceof McpFailure known && known.kind() == Kind.REFUSED;
      return refused ? Future.succeededFuture() : Future.failedFuture(failure);
    }).onSuccess(v -> {
      tools = listing.tools();
      if (listing.leftOut() > 0) {
        count("tools_left_out");
        LOG.warn("The MCP server {} offers tools that are left out: {} of them taken, {} not", name, tools.size(),
            listing.leftOut());
      }
    });
  }

  private Future<Void> page(ToolListing listing, String cursor) {
    ObjectNode params = Json.object();
    if (!cursor.isEmpty()) {
      params.put("cursor", cursor);
    }
    return request("tools/list", params, limits.callTimeoutMs())
        .compose(page -> listing.accept(page).map(next -> page(listing, next)).orElse(Future.succeededFuture()));
  }

  private Future<ObjectNode> request(String method, ObjectNode params, int timeoutMs) {
    if (closing != null) {
      return Future.failedFuture(new McpFailure(Kind.UNSENT, "the connection has ended"));
    }
    long id = ++lastId;
    Promise<ObjectNode> answer = Promise.promise();
    long timer = vertx.setTimer(Math.max(1, timeoutMs), t -> late(id, method));
    pending.put(id, new Pending(answer, timer));
    transport.send(id, JsonRpc.request(id, method, params)).onFailure(failure -> settle(id,
        Future.failedFuture(failure instanceof McpFailure ? failure : new McpFailure(Kind.LOST, "was not sent"))));
    return answer.future();
  }

  private void late(long id, String method) {
    settle(id, Future.failedFuture(new McpFailure(Kind.TIMEOUT, "did not answer " + method + " in time")));
    transport.forget(id);
    if (method.equals("tools/call") && closing == null) {
      ObjectNode params = Json.object().put("requestId", id).put("reason", "deadline");
      transport.send(-1, JsonRpc.notification("notifications/cancelled", params));
    }
  }

  private void settle(long id, Future<ObjectNode> outcome) {
    Pending request = pending.remove(id);
    if (request != null) {
      vertx.cancelTimer(request.timer);
      outcome.onComplete(request.answer);
    }
  }

  @Override
  public void received(RpcMessage message) {
    heard++;
    if (message instanceof RpcMessage.Result result && pending.containsKey(result.id())) {
      settle(result.id(), Future.succeededFuture(result.result()));
    } else if (message instanceof RpcMessage.Failure failure && pending.containsKey(failure.id())) {
      settle(failure.id(), Future.failedFuture(new McpFailure(Kind.REFUSED, failure.message())));
    } else {
      stray(message);
    }
  }

  private void stray(RpcMessage message) {
    if (closing != null) {
      return;
    }
    if (strays.tooMany(stage.clock().nowMs())) {
      count("flood");
      end("sends more than " + limits.strayPerSecondMax() + " messages per second unasked");
    } else if (message instanceof RpcMessage.Request request) {
      transport.send(-1, request.method().equals("ping")
          ? JsonRpc.result(request.id(), Json.object())
          : JsonRpc.error(request.id(), JsonRpc.METHOD_NOT_FOUND, "Method not found: " + request.method()));
    } else if (message instanceof RpcMessage.Notification told) {
      if (told.method().equals("notifications/tools/list_changed")) {
        relistSoon();
      }
    } else if (message instanceof RpcMessage.Malformed) {
      count("malformed");
    } else {
      count("unknown_id");
    }
  }

  private void relistSoon() {
    if (relistTimer < 0) {
      relistTimer = vertx.setTimer(RELIST_MS, t -> {
        relistTimer = -1;
        if (closing == null) {
          list().onSuccess(v -> listener.toolsChanged(tools)).onFailure(failure -> count("list_failed"));
        }
      });
    }
  }

  @Override
  public void oversized(long id, long bytes) {
    heard++;
    count("oversized");
    settle(id, Future.failedFuture(new McpFailure(Kind.TOO_LARGE, "answered with " + bytes + " bytes")));
  }

  @Override
  public void closed(String why) {
    end(why);
  }

  private void beat() {
    if (heard == heardAtLastBeat) {
      ping();
    }
    heardAtLastBeat = heard;
  }

  /** A server that works on calls may be too busy to answer: it is given a second chance. */
  private void ping() {
    if (pinging || closing != null) {
      return;
    }
    pinging = true;
    long before = heard;
    request("ping", Json.object(), limits.pingTimeoutMs()).onComplete(done -> {
      pinging = false;
      boolean silent = done.failed() && done.cause() instanceof McpFailure known && known.kind() == Kind.TIMEOUT
          && heard == before;
      missedPings = silent ? missedPings + 1 : 0;
      if (silent && (pending.isEmpty() || missedPings >= MISSED_PINGS_MAX)) {
        count("ping_missed");
        end("does not answer any more");
      } else if (silent) {
        ping();
      }
    });
  }

  private void end(String why) {
    if (closing != null) {
      return;
    }
    closing = Future.succeededFuture();
    vertx.cancelTimer(pingTimer);
    vertx.cancelTimer(relistTimer);
    List.copyOf(pending.keySet()).forEach(id ->
        settle(id, Future.failedFuture(new McpFailure(Kind.LOST, "the connection has ended"))));
    closing = transport.close();
    ended.tryComplete(why);
  }

  private void count(String event) {
    stage.metrics().count("mesh.plugins.mcp.events", "event", event);
  }
}
