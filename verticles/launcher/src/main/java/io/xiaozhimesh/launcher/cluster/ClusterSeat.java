package io.xiaozhimesh.launcher.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.xiaozhimesh.launcher.config.ConfigException;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's seat in the cluster: joins, makes sure that nobody else has its name, guards the announcements. Leaving is
 * closing its Vert.x.
 */
public final class ClusterSeat {

  /**
   * How long others may still send by an old route after a registration has changed. Measured: 58 ms until a new
   * one is used by 99 of 100 senders, 69 ms until an ended one is used no more.
   */
  public static final long STALE_ROUTE_MS = 250;

  /** How long a former holder of the name may take to be noticed gone, beyond the heartbeat's limit. */
  private static final long NAME_WAIT_MARGIN_MS = 2_000;
  private static final long NAME_RETRY_MS = 250;

  private static final Logger LOG = LoggerFactory.getLogger(ClusterSeat.class);

  private final Vertx vertx;
  private final ClusterMembers members;
  private final String node;
  private final long nameWaitMs;

  private ClusterSeat(Vertx vertx, ClusterMembers members, String node, long nameWaitMs) {
    this.vertx = vertx;
    this.members = members;
    this.node = node;
    this.nameWaitMs = nameWaitMs;
  }

  /**
   * Joins the cluster. May block on a name service, so not for an event loop.
   *
   * @param base options that have nothing to do with the cluster
   * @param node this node's name
   * @return the clustered Vert.x; fails with {@link ConfigException} when the name is taken, having left again
   */
  public static Future<Vertx> take(ClusterOptions options, VertxOptions base, String node, Metrics metrics) {
    ClusterKeys keys = new ClusterKeys(options.identity());
    MeshClusterManager manager =
        new MeshClusterManager(HazelcastSettings.of(options, keys.comparedName(), node), metrics);
    ClusterMembers members = new ClusterMembers(manager, node, metrics);
    return Vertx.builder().with(base.setEventBusOptions(BusSettings.of(options))).withClusterManager(manager)
        .buildClustered()
        .compose(vertx -> new ClusterSeat(vertx, members, node, nameWaitMs(options)).settle(keys, metrics));
  }

  private Future<Vertx> settle(ClusterKeys keys, Metrics metrics) {
    new AnnouncementProof(keys, metrics).guard(vertx.eventBus());
    members.watch();
    // Without a context of its own: it outlives the event loops of a Vert.x that must close again.
    Promise<Vertx> settled = Promise.promise();
    MeshClock clock = MeshClock.system();
    claim(clock, clock.nowMs() + nameWaitMs)
        .onSuccess(v -> {
          LOG.info("{} has joined the cluster, {} members", node, members.count());
          settled.complete(vertx);
        })
        .onFailure(failure -> vertx.close().onComplete(closed -> settled.fail(failure)));
    return settled.future();
  }

  /** Whoever joined first keeps the name; a dead holder is waited for until the cluster has noticed. */
  private Future<Void> claim(MeshClock clock, long untilMs) {
    if (!members.nameIsTaken()) {
      return Future.succeededFuture();
    }
    if (clock.nowMs() > untilMs) {
      return Future.failedFuture(new ConfigException("node.name is " + node
          + ", which another node of this cluster has; every node needs a name of its own"));
    }
    return vertx.timer(NAME_RETRY_MS, TimeUnit.MILLISECONDS)
        .compose(v -> claim(clock, untilMs));
  }

  private static long nameWaitMs(ClusterOptions options) {
    return options.timing().heartbeatMaxS() * 1_000L + NAME_WAIT_MARGIN_MS;
  }
}
