package io.xiaozhimesh.ingress.socket;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.device.DeviceId;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A server on a free port and sessions that write down what they hear. */
@Timeout(30)
@Isolated("a port that is free again must not be taken by another test")
abstract class ServerCase {

  Vertx vertx;
  Sessions sessions;
  Metrics metrics;
  DeviceServer server;

  @BeforeEach
  void begin() {
    vertx = Vertx.vertx();
    sessions = new Sessions();
    metrics = Metrics.inMemory();
  }

  @AfterEach
  void end() throws Exception {
    if (server != null) {
      await(server.stop());
    }
    await(vertx.close());
  }

  int serve(String... keysAndValues) throws Exception {
    return serve(TokenCheck.open(), keysAndValues);
  }

  /** Starts with options given as key, JSON value, key, JSON value, … */
  int serve(TokenCheck tokens, String... keysAndValues) throws Exception {
    JsonObject section = new JsonObject().put("host", "127.0.0.1").put("port", 0);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      section.mergeIn(new JsonObject("{\"" + keysAndValues[i] + "\":" + keysAndValues[i + 1] + "}"));
    }
    server = new DeviceServer(vertx, SocketOptions.from(section), tokens, MeshClock.system(), metrics, sessions);
    await(server.start());
    return server.port();
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  static TokenCheck only(String deviceId, String token) {
    return (DeviceId id, String clientId, String sent, String address) ->
        id.value().equals(deviceId) && token.equals(sent);
  }
}
