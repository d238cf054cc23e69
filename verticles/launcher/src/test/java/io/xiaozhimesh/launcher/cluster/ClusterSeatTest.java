package io.xiaozhimesh.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.launcher.config.ConfigException;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusWire;
import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real clusters on loopback. */
@Timeout(60)
class ClusterSeatTest {

  private static final long HOUR_MS = 3_600_000;
  private static final String SECRET = "the secret of this cluster";

  private final Clusters clusters = new Clusters();
  private final Metrics metrics = Metrics.inMemory();
  private final List<Vertx> joined = new ArrayList<>();

  @AfterEach
  void leave() {
    joined.forEach(vertx -> Waiting.on(vertx.close()));
  }

  private Vertx join(JsonObject section, String node) {
    Vertx vertx = clusters.join(section, node, metrics);
    joined.add(vertx);
    return vertx;
  }

  private WorkerDirectory directory(Vertx vertx, String node) {
    return directory(vertx, node, MeshClock.system());
  }

  private WorkerDirectory directory(Vertx vertx, String node, MeshClock clock) {
    WorkerDirectory directory = new WorkerDirectory(new MeshBus(vertx, node, metrics), clock, "test");
    Waiting.on(directory.start(vertx));
    directory.state(NodeState.READY);
    return directory;
  }

  private static BlockingQueue<String> nodesHeard(MeshBus bus) {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Waiting.on(bus.subscribe(Addresses.ANNOUNCE, NodeAnnounced.class, n -> heard.add(n.node())).completion());
    return heard;
  }

  private static void awaitNode(BlockingQueue<String> heard, String node) throws InterruptedException {
    String next = heard.poll(20, TimeUnit.SECONDS);
    while (!node.equals(next)) {
      assertThat(next).as("a node before " + node + " was heard").isNotNull();
      next = heard.poll(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void membersOfOneSecret_hearEachOther() throws Exception {
    JsonObject section = clusters.section().put("secret", SECRET);
    MeshBus first = new MeshBus(join(section, "n1"), "n1", metrics);
    BlockingQueue<String> heard = nodesHeard(first);

    directory(join(section, "n2"), "n2");

    awaitNode(heard, "n2");
    assertThat(metrics.counted("mesh.cluster.announcement.refused")).isZero();
    assertThat(metrics.counted("mesh.cluster.wire.foreign")).isZero();
  }

  @Test
  void memberOfAnotherSecret_isNoMember() {
    Vertx first = join(clusters.section().put("secret", SECRET), "n1");

    Vertx stranger = join(clusters.section().put("secret", "some other secret!"), "n2");

    assertThat(members(first)).isEqualTo(1);
    assertThat(members(stranger)).isEqualTo(1);
  }

  @Test
  void clusterOfAnotherName_onTheSamePortsAndWithTheSameSecret_isAnother() {
    Vertx first = join(clusters.section().put("secret", SECRET), "n1");

    Vertx neighbour = join(clusters.section().put("name", "the-neighbours").put("secret", SECRET), "n1");

    assertThat(members(first)).isEqualTo(1);
    assertThat(members(neighbour)).isEqualTo(1);
  }

  @Test
  void memberOfAnotherWireVersion_standsInTheClusterAndIsCounted() {
    Vertx first = join(clusters.section(), "n1");
    Config older = clusters.hazelcast("n0");
    older.getMemberAttributeConfig().setAttribute(HazelcastSettings.WIRE_ATTRIBUTE, String.valueOf(BusWire.VERSION - 1));

    HazelcastInstance member = Hazelcast.newHazelcastInstance(older);

    try {
      until(() -> metrics.counted("mesh.cluster.wire.foreign") == 1);
      assertThat(members(first)).as("those who can be spoken to").isEqualTo(1);
    } finally {
      member.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-HOUR_MS, HOUR_MS})
  void memberWhoseClockIsAnHourOff_worksAndIsWorkedFor(long offMs) {
    WorkerDirectory first = directory(join(clusters.section(), "n1"), "n1");
    WorkerDirectory off = directory(join(clusters.section(), "n2"), "n2", new MeshClock() {
      @Override
      public long nowMs() {
        return MeshClock.system().nowMs();
      }

      @Override
      public long unixMs() {
        return MeshClock.system().unixMs() + offMs;
      }
    });
    first.offer(Role.TTS, () -> new WorkerDirectory.Load(1, 0, 0));
    off.offer(Role.ASR, () -> new WorkerDirectory.Load(1, 0, 0));

    until(() -> first.candidates(Role.ASR).equals(List.of(Addresses.inbox(Role.ASR, "n2"))));
    until(() -> off.candidates(Role.TTS).equals(List.of(Addresses.inbox(Role.TTS, "n1"))));
  }

  private void until(BooleanSupplier condition) {
    for (int i = 0; !condition.getAsBoolean() && i < 200; i++) {
      Waiting.on(joined.get(0).timer(50, TimeUnit.MILLISECONDS));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void nameThatIsTaken_isRefusedAndTheFirstKeepsIt() {
    Vertx first = join(clusters.section(), "n1");

    JsonObject impatient = clusters.section().put("timing", new JsonObject().put("joinWaitS", 0).put("heartbeatMaxS", 2));
    assertThatThrownBy(() -> join(impatient, "n1"))
        .isInstanceOf(ConfigException.class).hasMessageContaining("node.name is n1");
    for (int i = 0; members(first) > 1 && i < 100; i++) {
      Waiting.on(first.timer(50, TimeUnit.MILLISECONDS));
    }
    assertThat(members(first)).isEqualTo(1);
    assertThat(metrics.counted("mesh.cluster.name.twice")).isPositive();
  }

  @Test
  void nameOfANodeThatHasLeft_isFreeAgain() {
    Waiting.on(clusters.join("n1", metrics).close());

    assertThat(members(join(clusters.section(), "n1"))).isEqualTo(1);
  }

  @Test
  void announcementWithoutProof_isDroppedAndCounted() throws Exception {
    Vertx first = join(clusters.section().put("secret", SECRET), "n1");
    MeshBus bus = new MeshBus(first, "n1", metrics);
    BlockingQueue<String> heard = nodesHeard(bus);
    // A node that knows the compared name and not the secret, as somebody who has listened to the wire.
    MeshClusterManager impostor = new MeshClusterManager(HazelcastSettings.of(
        ClusterOptions.from(clusters.section()),
        new ClusterKeys(new ClusterOptions.Identity(clusters.section().getString("name"), SECRET)).comparedName(),
        "n2"), metrics);
    Vertx second = Waiting.on(Vertx.builder().withClusterManager(impostor).buildClustered());
    joined.add(second);

    MeshBus foreign = new MeshBus(second, "n2", metrics);
    for (int i = 0; metrics.counted("mesh.cluster.announcement.refused") == 0 && i < 200; i++) {
      foreign.publish(Addresses.ANNOUNCE, new NodeAnnounced("n2", "test", i, NodeState.READY, List.of()));
      Waiting.on(second.timer(50, TimeUnit.MILLISECONDS));
    }

    assertThat(metrics.counted("mesh.cluster.announcement.refused")).isPositive();
    bus.publish(Addresses.ANNOUNCE, new NodeAnnounced("n1", "test", 1, NodeState.READY, List.of()));
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("n1");
  }

  private static int members(Vertx vertx) {
    return ((VertxInternal) vertx).clusterManager().getNodes().size();
  }
}
