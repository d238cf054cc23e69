package io.xiaozhimesh.launcher.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import io.xiaozhimesh.stage.Metrics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hazelcast's cluster manager without two defects of Vert.x 5.0. The bus chooses a node with the weight "registrations
 * less one" as soon as the numbers differ, so that a node with a single consumer gets nothing: it is shown one registration
 * per living node. And it keeps routes to members that were lost together with the backups of their registrations, because
 * nobody tells it: after a loss every address in use is read again.
 */
final class MeshClusterManager extends HazelcastClusterManager {

  /** When addresses are read again after a loss: while the cluster repairs itself, and when it should have. */
  private static final long[] REFRESH_AFTER_MS = {500, 3_000, 10_000};
  /** Addresses remembered; the mesh has two per node and role and three more. */
  static final int ADDRESSES_MAX = 10_000;
  /** Members that have left and are remembered. */
  static final int DEPARTED_MAX = 1_000;

  private final Metrics metrics;
  private final BoundedSet asked;
  private final BoundedSet departed = new BoundedSet(DEPARTED_MAX);
  private final List<Long> refreshTimers = new ArrayList<>();
  private volatile RegistrationListener target;
  private volatile MemberListener members = MemberListener.NONE;
  private Vertx vertx;

  /** Hears of members as they come and go, on a thread of the cluster; must not block. */
  interface MemberListener {

    MemberListener NONE = (event, joined) -> { };

    void changed(MembershipEvent event, boolean joined);
  }

  MeshClusterManager(Config config, Metrics metrics) {
    this(config, metrics, ADDRESSES_MAX);
  }

  MeshClusterManager(Config config, Metrics metrics, int addressesMax) {
    super(config);
    this.metrics = metrics;
    this.asked = new BoundedSet(addressesMax);
  }

  void onMember(MemberListener listener) {
    members = listener;
  }

  /** Addresses remembered now. */
  int remembered() {
    return asked.size();
  }

  @Override
  public void init(Vertx on) {
    vertx = on;
    super.init(on);
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    departed.remove(nodeId(event));
    super.memberAdded(event);
    members.changed(event, true);
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    departed.add(nodeId(event));
    super.memberRemoved(event);
    members.changed(event, false);
  }

  @Override
  public void registrationListener(RegistrationListener listener) {
    target = listener;
    super.registrationListener(new RegistrationListener() {
      @Override
      public void registrationsUpdated(RegistrationUpdateEvent event) {
        update(event.address(), event.registrations());
      }

      @Override
      public void registrationsLost() {
        listener.registrationsLost();
        scheduleRefresh();
      }

      @Override
      public boolean wantsUpdatesFor(String address) {
        return listener.wantsUpdatesFor(address);
      }
    });
  }

  @Override
  public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
    if (asked.add(address)) {
      metrics.count("mesh.cluster.address.forgotten");
    }
    super.getRegistrations(address,
        (found, failure) -> promise.complete(found == null ? null : onePerLivingNode(found), failure));
  }

  private void update(String address, List<RegistrationInfo> registrations) {
    target.registrationsUpdated(new RegistrationUpdateEvent(address, onePerLivingNode(registrations)));
  }

  /** A further loss begins the waiting anew, so there are never more timers than moments. */
  private void scheduleRefresh() {
    metrics.count("mesh.cluster.registrations.lost");
    synchronized (refreshTimers) {
      refreshTimers.forEach(vertx::cancelTimer);
      refreshTimers.clear();
      for (long afterMs : REFRESH_AFTER_MS) {
        refreshTimers.add(vertx.setTimer(afterMs, timer -> refresh()));
      }
    }
  }

  private void refresh() {
    if (!isActive()) {
      return;
    }
    for (String address : asked.all()) {
      if (target.wantsUpdatesFor(address)) {
        super.getRegistrations(address, (found, failure) -> {
          if (failure == null) {
            update(address, found);
          } else {
            metrics.count("mesh.cluster.refresh.failed");
          }
        });
      } else {
        asked.remove(address);
      }
    }
  }

  /**
   * A member counts as living until the cluster has said that it left: its first registration may be known here before
   * its membership is.
   */
  private List<RegistrationInfo> onePerLivingNode(List<RegistrationInfo> registrations) {
    Set<String> present = departed.size() == 0 ? Set.of() : new HashSet<>(getNodes());
    Map<String, RegistrationInfo> one = new LinkedHashMap<>();
    for (RegistrationInfo r : registrations) {
      if (present.contains(r.nodeId()) || !departed.contains(r.nodeId())) {
        one.merge(r.nodeId(), r, (known, other) -> known.localOnly() ? other : known);
      }
    }
    return new ArrayList<>(one.values());
  }

  private static String nodeId(MembershipEvent event) {
    return String.valueOf(event.getMember().getAttribute("__vertx.nodeId"));
  }
}
