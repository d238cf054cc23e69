package io.xiaozhimesh.asr.remote;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.List;

/** A service over WebSockets. */
public abstract class SocketStandIn extends StandIn {

  /** What it has understood on the way to all. */
  public static final List<String> ON_THE_WAY = List.of("turn", "turn on", "turn on the");

  protected SocketStandIn(Vertx vertx, String... subProtocols) throws Exception {
    super(vertx);
    listen(vertx.createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(List.of(subProtocols)))
        .requestHandler(this::receive));
  }

  /** Looks at a handshake; false lets it be refused with 401. */
  protected abstract boolean admits(HttpServerRequest handshake);

  /** Sets the handlers of a socket. */
  protected abstract void talk(ServerWebSocket socket);

  /** The message that tells what has been understood so far, or all. */
  protected abstract Buffer message(ServerWebSocket socket, String words, boolean last);

  /** Whether messages are text. */
  protected boolean isText() {
    return true;
  }

  /** Elsewhere than sockets, such as requests for a token; true when it answered. */
  protected boolean elsewhere(HttpServerRequest request) {
    return false;
  }

  private void receive(HttpServerRequest request) {
    if (elsewhere(request)) {
      return;
    }
    if (refusal != 0 || !admits(request)) {
      asked.countDown();
      request.response().putHeader("Retry-After", "7").setStatusCode(refusal == 0 ? 401 : refusal).end();
      return;
    }
    request.toWebSocket().onSuccess(socket -> {
      socket.closeHandler(v -> closedEarly.countDown());
      socket.exceptionHandler(e -> closedEarly.countDown());
      talk(socket);
    });
  }

  /** The utterance has ended. */
  protected final void answer(ServerWebSocket socket, Buffer pcm) {
    String words = understand(pcm);
    asked.countDown();
    switch (behaviour) {
      case WELL, BYTE_BY_BYTE -> {
        if (!words.isEmpty()) {
          ON_THE_WAY.forEach(some -> send(socket, message(socket, some, false)));
        }
        send(socket, message(socket, words, true));
      }
      case SILENT -> { }
      case CUT -> {
        send(socket, message(socket, "turn", false));
        socket.close();
      }
      case RUBBISH -> send(socket, Buffer.buffer("<html>good evening</html>"));
      case HUGE -> send(socket, message(socket, "turn ".repeat(1 << 19), true));
      default -> throw new IllegalStateException();
    }
  }

  /** Sends a message, cut into frames where that is wanted. */
  protected final void send(ServerWebSocket socket, Buffer message) {
    if (behaviour == Behaviour.BYTE_BY_BYTE) {
      for (int i = 0; i < message.length(); i++) {
        Buffer one = message.slice(i, i + 1);
        boolean last = i == message.length() - 1;
        socket.writeFrame(i > 0 ? WebSocketFrame.continuationFrame(one, last)
            : isText() ? WebSocketFrame.textFrame(one.toString(), last) : WebSocketFrame.binaryFrame(one, last));
      }
    } else if (isText()) {
      socket.writeTextMessage(message.toString());
    } else {
      socket.writeBinaryMessage(message);
    }
  }
}
