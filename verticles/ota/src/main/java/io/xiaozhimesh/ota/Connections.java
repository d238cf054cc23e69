package io.xiaozhimesh.ota;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many connections there are and how long each may last, so that whoever sends nothing, or a byte a minute,
 * holds nothing for long. Used on one event loop.
 */
final class Connections {

  /** Long enough for the largest image over a weak radio link. */
  private static final long LIFE_MS_MAX = TimeUnit.MINUTES.toMillis(10);

  private final Vertx vertx;
  private final int most;
  private final Metrics metrics;
  private int open;

  Connections(Vertx vertx, int most, Metrics metrics) {
    this.vertx = vertx;
    this.most = most;
    this.metrics = metrics;
  }

  void accept(HttpConnection connection) {
    open++;
    connection.exceptionHandler(failure -> metrics.count("mesh.ota.connection.failed"));
    long timerId = vertx.setTimer(LIFE_MS_MAX, id -> {
      metrics.count("mesh.ota.connection.expired");
      connection.close();
    });
    connection.closeHandler(v -> {
      open--;
      vertx.cancelTimer(timerId);
    });
    if (open > most) {
      metrics.count("mesh.ota.connection.refused");
      connection.close();
    }
  }

  WorkerDirectory.Load load() {
    return new WorkerDirectory.Load(most, open, (double) open / most);
  }
}
