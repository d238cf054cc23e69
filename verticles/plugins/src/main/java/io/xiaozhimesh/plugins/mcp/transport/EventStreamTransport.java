package io.xiaozhimesh.plugins.mcp.transport;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.xiaozhimesh.plugins.mcp.client.McpFailure;
import io.xiaozhimesh.plugins.mcp.client.McpFailure.Kind;
import io.xiaozhimesh.plugins.mcp.client.McpTransport;
import io.xiaozhimesh.plugins.mcp.wire.JsonRpc;
import io.xiaozhimesh.plugins.mcp.wire.SseFrames;
import java.net.URI;

/**
 * HTTP with a separate event stream (MCP 2024-11-05, "Transports", "HTTP with SSE"): a GET opens the stream, whose first
 * event names where to POST, which must be on the same host; all answers come on the stream.
 */
public final class EventStreamTransport implements McpTransport {

  private static final String EVENTS = "text/event-stream";

  private final HttpPeer peer;
  private final int frameBytesMax;
  private final Promise<Void> opened = Promise.promise();
  private Listener listener;
  private HttpClientResponse stream;
  private URI target;
  private boolean closed;

  /** The peer is closed with this transport. */
  public EventStreamTransport(HttpPeer peer, int frameBytesMax) {
    this.peer = peer;
    this.frameBytesMax = frameBytesMax;
  }

  @Override
  public Future<Void> open(Listener given) {
    listener = given;
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.ACCEPT, EVENTS);
    peer.ask(HttpMethod.GET, peer.url(), headers, null)
        .onFailure(failure -> opened.tryFail("cannot be reached: " + failure.getMessage()))
        .onSuccess(this::follow);
    return opened.future();
  }

  private void follow(HttpClientResponse response) {
    boolean events = String.valueOf(response.getHeader(HttpHeaders.CONTENT_TYPE)).startsWith(EVENTS);
    if (closed || response.statusCode() != 200 || !events) {
      HttpPeer.cut(response.request());
      opened.tryFail("the server answered with HTTP " + response.statusCode() + " and no event stream");
      return;
    }
    stream = response;
    SseFrames frames = new SseFrames(frameBytesMax, new SseFrames.Sink() {
      @Override
      public void event(String type, String data) {
        received(type, data);
      }

      @Override
      public void oversized(long bytes) {
        listener.oversized(-1, bytes);
      }
    });
    response.handler(chunk -> frames.accept(chunk.getBytes()));
    response.exceptionHandler(failure -> over());
    response.endHandler(v -> over());
    response.resume();
  }

  private void received(String type, String data) {
    if (closed) {
      return;
    }
    if (type.equals("endpoint") && target == null) {
      targetNamed(data.strip());
    } else if (type.equals("message")) {
      JsonRpc.read(data).forEach(listener::received);
    }
  }

  private void targetNamed(String where) {
    try {
      URI named = peer.url().resolve(where);
      boolean same = peer.url().getScheme().equals(named.getScheme())
          && peer.url().getAuthority().equals(named.getAuthority());
      if (same) {
        target = named;
        opened.tryComplete();
      } else {
        opened.tryFail("the server wants messages to go to another host");
      }
    } catch (IllegalArgumentException e) {
      opened.tryFail("the server names no address for messages");
    }
  }

  private void over() {
    opened.tryFail("the event stream has ended");
    if (!closed) {
      listener.closed("the event stream has ended");
    }
  }

  @Override
  public Future<Void> send(long id, String json) {
    if (target == null) {
      return Future.failedFuture(new McpFailure(Kind.UNSENT, "there is no address for messages"));
    }
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.CONTENT_TYPE, "application/json");
    return peer.ask(HttpMethod.POST, target, headers, json).compose(response -> {
      int status = response.statusCode();
      HttpPeer.body(response, frameBytesMax);
      return status < 300
          ? Future.<Void>succeededFuture()
          : Future.failedFuture(new McpFailure(Kind.REFUSED, "the server answered with HTTP " + status));
    }).recover(failure -> {
      if (failure instanceof McpFailure) {
        return Future.failedFuture(failure);
      }
      boolean unsent = failure instanceof HttpPeer.Unreached;
      if (!closed) {
        listener.closed("the connection broke");
      }
      return Future.failedFuture(new McpFailure(unsent ? Kind.UNSENT : Kind.LOST, "the connection broke"));
    });
  }

  @Override
  public Future<Void> close() {
    if (closed) {
      return Future.succeededFuture();
    }
    closed = true;
    if (stream != null) {
      HttpPeer.cut(stream.request());
    }
    return peer.close();
  }
}
