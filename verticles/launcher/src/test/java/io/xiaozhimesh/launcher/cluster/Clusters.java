package io.xiaozhimesh.launcher.cluster;

import com.hazelcast.config.Config;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.stage.Metrics;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Clusters on loopback that meet no other: a name and ports of their own, nobody waits for late comers. */
final class Clusters {

  private final int port = freePort();
  private final String name = "test-" + UUID.randomUUID();

  /** The section of the configuration. */
  JsonObject section() {
    return new JsonObject().put("name", name).put("port", port).put("portCount", 8)
        .put("tcp", new JsonObject().put("members", new JsonArray().add("127.0.0.1")))
        .put("timing", new JsonObject().put("joinWaitS", 0).put("heartbeatMaxS", 10));
  }

  Config hazelcast(String node) {
    ClusterOptions options = ClusterOptions.from(section());
    return HazelcastSettings.of(options, new ClusterKeys(options.identity()).comparedName(), node);
  }

  Vertx join(String node, Metrics metrics) {
    return join(section(), node, metrics);
  }

  Vertx join(JsonObject section, String node, Metrics metrics) {
    VertxOptions base = new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(4);
    return Waiting.on(ClusterSeat.take(ClusterOptions.from(section), base, node, metrics));
  }

  /** Free, and below the range from which the kernel gives ports to whoever asks for any. */
  private static int freePort() {
    for (int tries = 0; tries < 1_000; tries++) {
      int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IllegalStateException("no free port");
  }
}
