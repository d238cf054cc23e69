package io.xiaozhimesh.ingress.socket;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Map;

/** The TCP connections that have not asked for their upgrade yet. They are bounded in number and time. */
final class Handshaking {

  private static final int WAITING_MAX = 4_096;

  private final Vertx vertx;
  private final int timeoutMs;
  private final Map<HttpConnection, Long> timers = new HashMap<>();

  Handshaking(Vertx vertx, int timeoutMs) {
    this.vertx = vertx;
    this.timeoutMs = timeoutMs;
  }

  /** Takes a new connection; false when it was closed because too many wait. */
  boolean begin(HttpConnection connection) {
    if (timers.size() >= WAITING_MAX) {
      connection.close();
      return false;
    }
    timers.put(connection, vertx.setTimer(timeoutMs, t -> connection.close()));
    connection.closeHandler(v -> end(connection));
    return true;
  }

  /** The connection has been upgraded, or has ended. */
  void end(HttpConnection connection) {
    Long timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
