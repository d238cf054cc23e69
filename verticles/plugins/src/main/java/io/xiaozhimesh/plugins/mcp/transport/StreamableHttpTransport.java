package io.xiaozhimesh.plugins.mcp.transport;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.xiaozhimesh.plugins.mcp.client.McpFailure;
import io.xiaozhimesh.plugins.mcp.client.McpFailure.Kind;
import io.xiaozhimesh.plugins.mcp.client.McpTransport;
import io.xiaozhimesh.plugins.mcp.wire.JsonRpc;
import io.xiaozhimesh.plugins.mcp.wire.RpcMessage;
import io.xiaozhimesh.plugins.mcp.wire.SseFrames;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Streamable HTTP (MCP 2025-03-26 and later, "Transports"): every message is a POST, answered by one JSON text or by an
 * event stream; what the server says by itself comes on the stream of a GET, where it offers one. A stream that ends
 * before its answer came is taken up again with a GET, after the pause that the server asked for.
 */
public final class StreamableHttpTransport implements McpTransport {

  private static final String SESSION = "Mcp-Session-Id";
  private static final String VERSION = "MCP-Protocol-Version";
  private static final String EVENTS = "text/event-stream";
  private static final int RETRY_MS = 1_000;
  private static final int RETRY_MS_MAX = 30_000;
  private static final int FAILURES_MAX = 5;
  private static final int BYE_MS = 500;
  private static final int SESSION_CHARS_MAX = 256;

  private final Vertx vertx;
  private final HttpPeer peer;
  private final int frameBytesMax;
  private final Map<Long, HttpClientResponse> streams = new HashMap<>();
  private Listener listener;
  private String session = "";
  private String version = "";
  private long firstId = -1;
  private HttpClientResponse listening;
  private boolean closed;

  /** Nothing is sent before {@link #open}; the peer is closed with this transport. */
  public StreamableHttpTransport(Vertx vertx, HttpPeer peer, int frameBytesMax) {
    this.vertx = vertx;
    this.peer = peer;
    this.frameBytesMax = frameBytesMax;
  }

  @Override
  public Future<Void> open(Listener given) {
    listener = given;
    return Future.succeededFuture();
  }

  @Override
  public void agreed(String spoken) {
    version = spoken;
  }

  @Override
  public Future<Void> send(long id, String json) {
    if (firstId < 0) {
      firstId = id;
    }
    boolean handshakeDone = id < 0 && listening == null && !version.isEmpty();
    MultiMap headers = headers("application/json, " + EVENTS).set(HttpHeaders.CONTENT_TYPE, "application/json");
    return peer.ask(HttpMethod.POST, peer.url(), headers, json)
        .recover(failure -> Future.failedFuture(failed(failure)))
        .compose(response -> answered(id, response))
        .onSuccess(v -> {
          if (handshakeDone && listening == null && !closed) {
            listen("", 0);
          }
        });
  }

  private MultiMap headers(String accept) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.ACCEPT, accept);
    if (!session.isEmpty()) {
      headers.set(SESSION, session);
    }
    if (!version.isEmpty()) {
      headers.set(VERSION, version);
    }
    return headers;
  }

  private McpFailure failed(Throwable failure) {
    boolean unsent = failure instanceof HttpPeer.Unreached;
    lost(unsent ? "cannot be reached: " + failure.getMessage() : "the connection broke: " + failure.getMessage());
    return new McpFailure(unsent ? Kind.UNSENT : Kind.LOST, "the connection broke");
  }

  private void lost(String why) {
    if (!closed) {
      listener.closed(why);
    }
  }

  private Future<Void> answered(long id, HttpClientResponse response) {
    String given = response.getHeader(SESSION);
    if (id == firstId && given != null && given.length() <= SESSION_CHARS_MAX) {
      session = given;
    }
    int status = response.statusCode();
    String type = String.valueOf(response.getHeader(HttpHeaders.CONTENT_TYPE)).toLowerCase(Locale.ROOT);
    if (status == 404 && !session.isEmpty()) {
      HttpPeer.cut(response.request());
      lost("the server has ended the session");
      return Future.failedFuture(new McpFailure(Kind.UNSENT, "the session has ended"));
    } else if (status >= 200 && status < 300 && type.startsWith(EVENTS)) {
      streams.put(id, response);
      follow(response, id, 0);
      return Future.succeededFuture();
    }
    return HttpPeer.body(response, frameBytesMax).compose(body -> {
      List<RpcMessage> messages = body.length() == 0 ? List.of() : JsonRpc.read(body.toString());
      boolean answers = messages.stream().anyMatch(message -> isAnswer(message, id));
      messages.stream().filter(message -> status < 300 || isAnswer(message, id)).forEach(listener::received);
      return status < 300 && (answers || id < 0) || answers
          ? Future.<Void>succeededFuture()
          : Future.failedFuture(new McpFailure(Kind.REFUSED, "the server answered with HTTP " + status));
    }).recover(failure -> {
      if (failure instanceof HttpPeer.Oversized large) {
        listener.oversized(id, large.bytes());
        return Future.succeededFuture();
      }
      return Future.failedFuture(failure instanceof McpFailure ? failure : failed(failure));
    });
  }

  private static boolean isAnswer(RpcMessage message, long id) {
    return message instanceof RpcMessage.Result result && result.id() == id
        || message instanceof RpcMessage.Failure failure && failure.id() == id;
  }

  /** Reads an event stream; {@code id} is the request whose answer must come on it, or -1. */
  private void follow(HttpClientResponse response, long id, int failures) {
    boolean[] done = {id < 0};
    SseFrames frames = new SseFrames(frameBytesMax, new SseFrames.Sink() {
      @Override
      public void event(String type, String data) {
        if (type.equals("message") && !data.isBlank() && !closed) {
          JsonRpc.read(data).forEach(message -> {
            done[0] |= isAnswer(message, id);
            listener.received(message);
          });
        }
      }

      @Override
      public void oversized(long bytes) {
        done[0] = true;
        listener.oversized(id, bytes);
      }
    });
    Promise<Void> ended = Promise.promise();
    ended.future().onSuccess(v -> over(frames, id, done[0], failures));
    response.handler(chunk -> frames.accept(chunk.getBytes()));
    response.exceptionHandler(failure -> ended.tryComplete());
    response.endHandler(v -> ended.tryComplete());
    response.resume();
  }

  private void over(SseFrames frames, long id, boolean done, int failures) {
    boolean wanted = id < 0 || streams.remove(id) != null && !done;
    if (closed || !wanted) {
      return;
    }
    int pauseMs = frames.retryMs() >= 0 ? Math.min(frames.retryMs(), RETRY_MS_MAX) : RETRY_MS;
    String lastId = frames.lastEventId();
    if (id < 0) {
      vertx.setTimer(Math.max(1, pauseMs), t -> listen(lastId, failures));
    } else if (lastId.isEmpty()) {
      lost("the stream of an answer broke off");
    } else {
      vertx.setTimer(Math.max(1, pauseMs), t -> resume(id, lastId, 0));
    }
  }

  private void resume(long id, String lastId, int failures) {
    if (closed) {
      return;
    }
    MultiMap headers = headers(EVENTS).set("Last-Event-ID", lastId);
    peer.ask(HttpMethod.GET, peer.url(), headers, null).onSuccess(response -> {
      if (response.statusCode() == 200) {
        streams.put(id, response);
        follow(response, id, failures);
      } else {
        HttpPeer.cut(response.request());
        lost("the stream of an answer cannot be taken up again");
      }
    }).onFailure(failure -> lost("the stream of an answer cannot be taken up again"));
  }

  /** What the server says by itself; that it says nothing (405) is no failure. */
  private void listen(String lastId, int failures) {
    if (closed) {
      return;
    }
    MultiMap headers = headers(EVENTS);
    if (!lastId.isEmpty()) {
      headers.set("Last-Event-ID", lastId);
    }
    peer.ask(HttpMethod.GET, peer.url(), headers, null).onComplete(done -> {
      boolean stream = done.succeeded() && done.result().statusCode() == 200
          && String.valueOf(done.result().getHeader(HttpHeaders.CONTENT_TYPE)).startsWith(EVENTS);
      if (done.succeeded() && !stream) {
        HttpPeer.cut(done.result().request());
      } else if (closed && stream) {
        HttpPeer.cut(done.result().request());
      } else if (stream) {
        listening = done.result();
        follow(done.result(), -1, 0);
      } else if (failures < FAILURES_MAX) {
        vertx.setTimer((long) RETRY_MS << failures, t -> listen(lastId, failures + 1));
      }
    });
  }

  @Override
  public void forget(long id) {
    HttpClientResponse stream = streams.remove(id);
    if (stream != null) {
      HttpPeer.cut(stream.request());
    }
  }

  /** Tells the server that the session is over, and waits for no answer. */
  @Override
  public Future<Void> close() {
    if (closed) {
      return Future.succeededFuture();
    }
    closed = true;
    Future<?> bye = session.isEmpty()
        ? Future.succeededFuture()
        : peer.ask(HttpMethod.DELETE, peer.url(), headers("*/*"), null);
    streams.values().forEach(stream -> HttpPeer.cut(stream.request()));
    streams.clear();
    if (listening != null) {
      HttpPeer.cut(listening.request());
    }
    return Future.any(bye.otherwiseEmpty(), vertx.timer(BYE_MS)).transform(done -> peer.close());
  }
}
