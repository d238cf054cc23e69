package io.xiaozhimesh.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.stage.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What ours cures, shown on real clusters, and that the one of Vert.x still needs the cure: when a test of the second kind
 * fails, the defect is gone and so can the cure be.
 */
@Timeout(120)
class MeshClusterManagerTest {

  private static final int ADDRESSES = 60;

  private final Clusters clusters = new Clusters();
  private final Metrics metrics = Metrics.inMemory();
  private final List<HazelcastClusterManager> managers = new ArrayList<>();
  private final List<Vertx> nodes = new ArrayList<>();

  @AfterEach
  void leave() {
    Future.join(nodes.stream().map(Vertx::close).toList()).toCompletionStage().toCompletableFuture()
        .exceptionally(lost -> null).join();
  }

  private Vertx join(HazelcastClusterManager manager) {
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(1)
        .setEventBusOptions(new EventBusOptions().setHost("127.0.0.1"));
    Vertx vertx = Waiting.on(Vertx.builder().with(options).withClusterManager(manager).buildClustered());
    managers.add(manager);
    nodes.add(vertx);
    return vertx;
  }

  /** Without backups every lost member takes registrations with it, as several lost at once do with some. */
  private Config config(int backups) {
    Config config = clusters.hazelcast("n" + nodes.size());
    config.getMultiMapConfig("__vertx.subs").setBackupCount(backups);
    return config;
  }

  private Vertx stock() {
    return join(new HazelcastClusterManager(config(0)));
  }

  private Vertx ours() {
    return join(new MeshClusterManager(config(0), metrics));
  }

  // ---- one consumer on one node, two on the other

  private int shareOfTheLoneConsumer(Vertx lone, Vertx pair) {
    AtomicInteger atLone = new AtomicInteger();
    consume(lone, "work", atLone);
    consume(pair, "work", new AtomicInteger());
    consume(pair, "work", new AtomicInteger());
    List<Future<?>> sent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      sent.add(pair.eventBus().request("work", "x", new DeliveryOptions().setSendTimeout(5_000)));
    }
    Waiting.on(Future.all(sent));
    return atLone.get();
  }

  private static MessageConsumer<Object> consume(Vertx on, String address, AtomicInteger count) {
    MessageConsumer<Object> consumer = on.eventBus().consumer(address, message -> {
      count.incrementAndGet();
      message.reply("done");
    });
    Waiting.on(consumer.completion());
    return consumer;
  }

  @Test
  void loneConsumer_ours_getsItsHalf() {
    assertThat(shareOfTheLoneConsumer(ours(), ours())).isEqualTo(50);
  }

  @Test
  void loneConsumer_stock_starves() {
    assertThat(shareOfTheLoneConsumer(stock(), stock())).isZero();
  }

  // ---- a consumer's node dies together with the node that keeps its registrations

  private long routesToTheDead(Vertx sender, Vertx victim) {
    AtomicInteger ignored = new AtomicInteger();
    for (int i = 0; i < ADDRESSES; i++) {
      consume(victim, "v" + i, ignored);
    }
    Waiting.on(Future.join(all(sender)));
    managers.get(2).getHazelcastInstance().getLifecycleService().terminate();
    managers.get(1).getHazelcastInstance().getLifecycleService().terminate();
    long routes = ADDRESSES;
    for (int i = 0; routes > 0 && i < 12; i++) {
      Waiting.on(sender.timer(500, TimeUnit.MILLISECONDS));
      routes = all(sender).stream().filter(asked -> asked.transform(r -> Future.succeededFuture(r.succeeded()))
          .toCompletionStage().toCompletableFuture().join()).count();
    }
    return routes;
  }

  /** The bus of the terminated node still answers here: an answer means that its route was not forgotten. */
  private static List<Future<Object>> all(Vertx sender) {
    List<Future<Object>> asked = new ArrayList<>();
    for (int i = 0; i < ADDRESSES; i++) {
      asked.add(sender.eventBus().request("v" + i, "x", new DeliveryOptions().setSendTimeout(3_000))
          .map(reply -> reply.body()));
    }
    return asked;
  }

  @Test
  void twoMembersLost_ours_forgetsEveryRouteToThem() {
    Vertx sender = ours();
    Vertx victim = ours();
    ours();

    assertThat(routesToTheDead(sender, victim)).isZero();
    assertThat(metrics.counted("mesh.cluster.registrations.lost")).isPositive();
  }

  @Test
  void twoMembersLost_stock_keepsRoutesToThem() {
    Vertx sender = stock();
    Vertx victim = stock();
    stock();

    assertThat(routesToTheDead(sender, victim)).isPositive();
  }

  // ---- bounds

  @Test
  void addresses_areRememberedUpToTheBound() {
    MeshClusterManager manager = new MeshClusterManager(config(0), metrics, 10);
    Vertx vertx = join(manager);
    for (int i = 0; i < 30; i++) {
      Waiting.on(vertx.eventBus().request("nobody" + i, "x").otherwiseEmpty());
    }

    assertThat(manager.remembered()).isEqualTo(10);
    assertThat(metrics.counted("mesh.cluster.address.forgotten")).isEqualTo(20);
  }
}
