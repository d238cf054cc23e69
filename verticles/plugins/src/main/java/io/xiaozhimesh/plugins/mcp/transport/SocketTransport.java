package io.xiaozhimesh.plugins.mcp.transport;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocketBase;
import io.xiaozhimesh.plugins.mcp.client.McpFailure;
import io.xiaozhimesh.plugins.mcp.client.McpFailure.Kind;
import io.xiaozhimesh.plugins.mcp.client.McpTransport;
import io.xiaozhimesh.plugins.mcp.wire.JsonRpc;

/** A server behind a WebSocket that is open already: one message per text frame. */
public final class SocketTransport implements McpTransport {

  private final WebSocketBase socket;
  private boolean closed;

  /** The socket is closed with this transport; its owner bounds the size of its messages. */
  public SocketTransport(WebSocketBase socket) {
    this.socket = socket;
  }

  @Override
  public Future<Void> open(Listener listener) {
    socket.textMessageHandler(text -> {
      if (!closed) {
        JsonRpc.read(text).forEach(listener::received);
      }
    });
    socket.exceptionHandler(failure -> socket.close());
    socket.closeHandler(v -> {
      if (!closed) {
        listener.closed("the tool has hung up");
      }
    });
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> send(long id, String json) {
    if (socket.isClosed()) {
      return Future.failedFuture(new McpFailure(Kind.UNSENT, "the socket is closed"));
    }
    if (socket.writeQueueFull()) {
      return Future.failedFuture(new McpFailure(Kind.UNSENT, "the peer does not read"));
    }
    return socket.writeTextMessage(json)
        .recover(failure -> Future.failedFuture(new McpFailure(Kind.LOST, "the socket broke")));
  }

  @Override
  public Future<Void> close() {
    closed = true;
    return socket.isClosed() ? Future.succeededFuture() : socket.close().otherwiseEmpty();
  }
}
