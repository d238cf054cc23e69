package io.xiaozhimesh.plugins.mcp.server;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.xiaozhimesh.plugins.internal.BoundedCache;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.mcp.wire.JsonRpc;
import io.xiaozhimesh.plugins.mcp.wire.McpVersions;
import io.xiaozhimesh.plugins.mcp.wire.RpcMessage;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.StageContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Our tools by streamable HTTP at {@value #PATH} (MCP 2025-03-26 to 2025-11-25, "Transports"): a POST is answered by one
 * JSON text, the event stream of a GET tells when the tools have changed, a DELETE ends the session. On one context.
 */
public final class ToolOffer {

  /** Where it is served. */
  static final String PATH = "/mcp";

  private static final String SESSION = "Mcp-Session-Id";
  private static final String VERSION = "MCP-Protocol-Version";
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";

  /** How often the event streams are kept alive and the tools compared, in milliseconds. */
  private static final int LOOK_MS = 5_000;

  private final Vertx vertx;
  private final StageContext stage;
  private final OfferOptions options;
  private final OfferedTools ours;
  private final OfferDesk desk;
  private final Doorkeeper door;
  private final BoundedCache<OfferSession> sessions;
  private List<ToolSpec> known = List.of();
  private long lookTimer = -1;

  /** {@code host} is the interface on which it is served. */
  public ToolOffer(Vertx vertx, StageContext stage, OfferOptions options, String host, OfferedTools ours) {
    this.vertx = vertx;
    this.stage = stage;
    this.options = options;
    this.ours = ours;
    this.desk = new OfferDesk(options, ours);
    this.door = options.enabled() ? new Doorkeeper(host, options.token(), options.allowedOrigins()) : null;
    this.sessions = new BoundedCache<>(options.sessionsMax(), options.sessionTtlMs(), (id, gone) -> gone.close());
  }

  /** Ends all sessions. */
  public void close() {
    vertx.cancelTimer(lookTimer);
    sessions.values().forEach(OfferSession::close);
  }

  /** Answers any HTTP request. */
  public void answer(HttpServerRequest request) {
    if (!options.enabled() || !request.path().equals(PATH)) {
      refuse(request, 404, "There is nothing here");
      return;
    }
    int refusal = door.refusal(request.getHeader(HttpHeaders.HOST), request.getHeader(HttpHeaders.ORIGIN),
        request.getHeader(HttpHeaders.AUTHORIZATION));
    String version = request.getHeader(VERSION);
    if (refusal != 0) {
      refuse(request, refusal, refusal == 401 ? "A token is needed" : "Not from there");
    } else if (version != null && !McpVersions.speaks(version)) {
      refuse(request, 400, "Unsupported protocol version");
    } else if (request.method() == HttpMethod.POST) {
      post(request);
    } else if (request.method() == HttpMethod.GET) {
      session(request).ifPresent(session -> listen(request, session));
    } else if (request.method() == HttpMethod.DELETE) {
      session(request).ifPresent(session -> {
        sessions.remove(session.id()).ifPresent(OfferSession::close);
        request.response().setStatusCode(204).end();
      });
    } else {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, POST, DELETE");
      refuse(request, 405, "There are GET, POST and DELETE");
    }
  }

  private void post(HttpServerRequest request) {
    String accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).toLowerCase(Locale.ROOT);
    String type = String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE)).toLowerCase(Locale.ROOT);
    if (!accepts(accept, JSON) || !accepts(accept, EVENTS)) {
      refuse(request, 406, "A client accepts application/json and text/event-stream");
    } else if (!type.startsWith(JSON)) {
      refuse(request, 415, "A message is application/json");
    } else {
      Buffer body = Buffer.buffer();
      request.handler(chunk -> {
        if (body.length() <= options.requestBytesMax()) {
          body.appendBuffer(chunk);
        }
      });
      request.endHandler(v -> {
        if (body.length() > options.requestBytesMax()) {
          refuse(request, 413, "The message is too large");
        } else {
          message(request, JsonRpc.read(body.toString()));
        }
      });
    }
  }

  private static boolean accepts(String accept, String type) {
    return accept.contains(type) || accept.contains("*/*") || accept.contains(type.split("/")[0] + "/*");
  }

  private void message(HttpServerRequest request, List<RpcMessage> messages) {
    RpcMessage message = messages.get(0);
    if (messages.size() > 1 || message instanceof RpcMessage.Malformed) {
      boolean json = messages.size() > 1 || ((RpcMessage.Malformed) message).json();
      answer(request, 400, JsonRpc.error(null, json ? JsonRpc.INVALID_REQUEST : JsonRpc.PARSE_ERROR,
          json ? "One request or notification at a time" : "This is no JSON"));
    } else if (message instanceof RpcMessage.Request asked && asked.method().equals("initialize")) {
      initialize(request, asked);
    } else {
      session(request).ifPresent(session -> {
        if (message instanceof RpcMessage.Request asked) {
          desk.answer(asked, session).onSuccess(text -> answer(request, 200, text)).onFailure(failure ->
              answer(request, 200, JsonRpc.error(asked.id(), JsonRpc.INTERNAL_ERROR, "That went wrong here")));
        } else {
          request.response().setStatusCode(202).end();
        }
      });
    }
  }

  private void initialize(HttpServerRequest request, RpcMessage.Request asked) {
    String version = OfferDesk.version(asked);
    OfferSession session = new OfferSession(UUID.randomUUID().toString(), version);
    sessions.put(session.id(), session, stage.clock().nowMs());
    count("initialized");
    request.response().putHeader(SESSION, session.id());
    answer(request, 200, OfferDesk.initialized(asked, version));
  }

  /** The client's session, or empty and the request is answered. */
  private Optional<OfferSession> session(HttpServerRequest request) {
    String id = request.getHeader(SESSION);
    Optional<OfferSession> session =
        id == null ? Optional.empty() : sessions.get(id, stage.clock().nowMs());
    if (session.isEmpty()) {
      refuse(request, id == null ? 400 : 404, id == null ? "A session is needed" : "There is no such session");
    }
    return session;
  }

  private void listen(HttpServerRequest request, OfferSession session) {
    if (!accepts(String.valueOf(request.getHeader(HttpHeaders.ACCEPT)), EVENTS)) {
      refuse(request, 406, "What is here is an event stream");
    } else if (session.listens()) {
      refuse(request, 409, "Somebody listens already");
    } else {
      HttpServerResponse stream = request.response().setChunked(true)
          .putHeader(HttpHeaders.CONTENT_TYPE, EVENTS).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
      stream.write(": here\n\n");
      session.listen(stream);
      if (lookTimer < 0) {
        ours.list(options.agent()).onSuccess(tools -> known = tools);
        lookTimer = vertx.setPeriodic(LOOK_MS, t -> look());
      }
    }
  }

  private void look() {
    sessions.expire(stage.clock().nowMs());
    ours.list(options.agent()).onSuccess(tools -> {
      boolean changed = !tools.equals(known);
      known = tools;
      if (changed) {
        String told = JsonRpc.notification("notifications/tools/list_changed", Json.object());
        sessions.values().forEach(session -> session.tell(told));
      }
    });
  }

  private void refuse(HttpServerRequest request, int status, String why) {
    count("refused");
    answer(request, status, JsonRpc.error(null, JsonRpc.INVALID_REQUEST, why));
  }

  private static void answer(HttpServerRequest request, int status, String json) {
    if (!request.response().ended() && !request.response().closed()) {
      request.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(json);
    }
  }

  private void count(String event) {
    stage.metrics().count("mesh.plugins.mcp.offer", "event", event);
  }
}
