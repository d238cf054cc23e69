package io.xiaozhimesh.tts.remote;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;

/** A service over WebSockets. */
public abstract class SocketStandIn extends StandIn {

  protected SocketStandIn(Vertx vertx) throws Exception {
    super(vertx);
    listen(vertx.createHttpServer().requestHandler(this::receive));
  }

  public final String url(String path) {
    return "ws://127.0.0.1:" + port() + path;
  }

  /** Whether the handshake is as documented. */
  protected abstract boolean admits(HttpServerRequest handshake);

  /** Sets the handlers of a socket, which call {@link #speak} when the text is known. */
  protected abstract void talk(ServerWebSocket socket);

  /** Sends a piece of sound as the service does; the last one too. */
  protected abstract void piece(ServerWebSocket socket, Buffer sound);

  /** Says that everything has been said. */
  protected abstract void end(ServerWebSocket socket);

  /** Bytes of an ordinary piece. */
  protected int pieceBytes() {
    return 7_777;
  }

  /** Answers what is no handshake, such as a request for a token; true when it did. */
  protected boolean elsewhere(HttpServerRequest request) {
    return false;
  }

  private void receive(HttpServerRequest request) {
    if (elsewhere(request)) {
      return;
    } else if (refusal != 0 || !admits(request)) {
      request.response().setStatusCode(refusal == 0 ? 401 : refusal).putHeader("Retry-After", "7").end();
      return;
    }
    request.toWebSocket().onSuccess(socket -> {
      socket.closeHandler(v -> closedEarly.countDown());
      talk(socket);
    });
  }

  /** Speaks as told. */
  protected final void speak(ServerWebSocket socket, String text) {
    asked.countDown();
    List<Buffer> pieces = cut(behaviour == Behaviour.EMPTY ? Buffer.buffer() : spoken(text),
        behaviour == Behaviour.BYTE_BY_BYTE ? 1 : pieceBytes());
    switch (behaviour) {
      case WELL, EMPTY, BYTE_BY_BYTE -> {
        pieces.forEach(piece -> piece(socket, piece));
        end(socket);
      }
      case SILENT -> { }
      case STALLING -> piece(socket, pieces.get(0));
      case CUT -> {
        piece(socket, pieces.get(0));
        socket.close();
      }
      case RUBBISH -> socket.writeTextMessage("<html>It works!</html>");
      case ENDLESS -> pour(socket, pieces.get(0));
      default -> throw new IllegalStateException();
    }
  }

  /** The bytes of the sound of a text. */
  protected Buffer spoken(String text) {
    return sound(text);
  }

  private void pour(ServerWebSocket socket, Buffer piece) {
    if (socket.isClosed()) {
      return;
    }
    piece(socket, piece);
    if (socket.writeQueueFull()) {
      socket.drainHandler(v -> pour(socket, piece));
    } else {
      vertx.runOnContext(v -> pour(socket, piece));
    }
  }

  private static List<Buffer> cut(Buffer all, int bytes) {
    List<Buffer> cut = new ArrayList<>();
    for (int at = 0; at < all.length(); at += bytes) {
      cut.add(all.slice(at, Math.min(all.length(), at + bytes)));
    }
    return cut;
  }
}
