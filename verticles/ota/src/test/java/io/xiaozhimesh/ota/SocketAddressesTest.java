package io.xiaozhimesh.ota;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.ota.internal.PublicAddress;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.IngressAnnounced;
import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.RoleLoad;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(20)
class SocketAddressesTest {

  private static final PublicAddress REACHED = new PublicAddress("192.168.1.10", 8003);

  private final Metrics metrics = Metrics.inMemory();
  private Vertx vertx;
  private StageContext stage;

  @BeforeEach
  void stage(Vertx given) {
    vertx = given;
    MeshClock clock = MeshClock.system();
    MeshBus bus = new MeshBus(vertx, "front", metrics);
    stage = new StageContext(bus, new WorkerDirectory(bus, clock, "test"), clock, metrics);
    await(stage.directory().start(vertx));
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private SocketAddresses addresses(JsonObject section) {
    SocketAddresses addresses = new SocketAddresses(stage, OtaOptions.from(section).address());
    await(addresses.start());
    return addresses;
  }

  private void announce(String node, NodeState state, String url, int port) {
    stage.bus().publish(Addresses.ANNOUNCE, new NodeAnnounced(node, "test", 1, state,
        List.of(new RoleLoad(Role.INGRESS, Addresses.inbox(Role.INGRESS, node), 10, 0, 0))));
    stage.bus().publish(Addresses.ANNOUNCE, new IngressAnnounced(node, url, port));
  }

  private void assertComesTo(SocketAddresses addresses, String url) {
    for (int i = 0; !addresses.url(REACHED).equals(url) && i < 100; i++) {
      await(vertx.timer(20, TimeUnit.MILLISECONDS));
    }
    assertThat(addresses.url(REACHED)).isEqualTo(url);
  }

  @Test
  void nothingKnown_isTheUsualPortOfTheSameHost() {
    assertThat(addresses(new JsonObject()).url(REACHED)).isEqualTo("ws://192.168.1.10:8000/xiaozhi/v1/");
    assertThat(metrics.counted("mesh.ota.ingress.unknown")).isEqualTo(1);
  }

  @Test
  void configuredPort_isKept() {
    SocketAddresses addresses = addresses(new JsonObject().put("websocketPort", 18_000));
    announce("n1", NodeState.READY, "", 9_000);

    assertThat(addresses.url(REACHED)).isEqualTo("ws://192.168.1.10:18000/xiaozhi/v1/");
  }

  @Test
  void announcedPort_isOnTheHostThatTheDeviceUsed() {
    SocketAddresses addresses = addresses(new JsonObject());
    announce("n1", NodeState.READY, "", 9_000);

    assertComesTo(addresses, "ws://192.168.1.10:9000/xiaozhi/v1/");
  }

  @Test
  void announcedUrl_isTold_andThatOfADrainingNodeIsNot() {
    SocketAddresses addresses = addresses(new JsonObject());
    announce("n1", NodeState.READY, "ws://10.0.0.1:8000/xiaozhi/v1/", 8_000);
    assertComesTo(addresses, "ws://10.0.0.1:8000/xiaozhi/v1/");

    announce("n2", NodeState.READY, "ws://10.0.0.2:8000/xiaozhi/v1/", 8_000);
    announce("n1", NodeState.DRAINING, "ws://10.0.0.1:8000/xiaozhi/v1/", 8_000);

    assertComesTo(addresses, "ws://10.0.0.2:8000/xiaozhi/v1/");
  }

  @Test
  void stopped_hearsNothingMore() {
    SocketAddresses addresses = addresses(new JsonObject());
    await(addresses.stop());
    announce("n1", NodeState.READY, "", 9_000);
    await(vertx.timer(100, TimeUnit.MILLISECONDS));

    assertThat(addresses.url(REACHED)).contains(":8000/");
  }
}
