package io.xiaozhimesh.launcher.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import io.xiaozhimesh.protocol.bus.BusWire;
import io.xiaozhimesh.stage.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members of the cluster as the membership protocol knows them: their names and the wire version that they speak.
 * Members of different wire versions may stand in one cluster, as in the middle of an upgrade; they do not understand each
 * other's announcements and so never work together, which is logged and counted.
 */
final class ClusterMembers {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterMembers.class);

  private final MeshClusterManager manager;
  private final String node;
  private final Metrics metrics;

  ClusterMembers(MeshClusterManager manager, String node, Metrics metrics) {
    this.manager = manager;
    this.node = node;
    this.metrics = metrics;
  }

  /** Once, after joining: looks at who is there already, and from now on at everybody who comes. */
  void watch() {
    manager.onMember(this::changed);
    manager.getHazelcastInstance().getCluster().getMembers().stream().filter(m -> !m.localMember()).forEach(this::meet);
  }

  int count() {
    return manager.getHazelcastInstance().getCluster().getMembers().size();
  }

  /** Whether a member that joined before this one has the same name. All members know the same order. */
  boolean nameIsTaken() {
    for (Member member : manager.getHazelcastInstance().getCluster().getMembers()) {
      if (member.localMember()) {
        return false;
      }
      if (node.equals(member.getAttribute(HazelcastSettings.NODE_ATTRIBUTE))) {
        return true;
      }
    }
    return false;
  }

  private void changed(MembershipEvent event, boolean joined) {
    Member member = event.getMember();
    LOG.info("{} has {} the cluster", name(member), joined ? "joined" : "left");
    if (joined) {
      meet(member);
    }
  }

  private void meet(Member member) {
    String wire = member.getAttribute(HazelcastSettings.WIRE_ATTRIBUTE);
    if (!String.valueOf(BusWire.VERSION).equals(wire)) {
      metrics.count("mesh.cluster.wire.foreign");
      LOG.error("{} speaks wire version {}, this node {}: they share a cluster and no work; upgrade one of them",
          name(member), wire, BusWire.VERSION);
    }
    if (node.equals(member.getAttribute(HazelcastSettings.NODE_ATTRIBUTE))) {
      metrics.count("mesh.cluster.name.twice");
      LOG.warn("Another node wants the name {}; the later one leaves", node);
    }
  }

  private static String name(Member member) {
    return String.valueOf(member.getAttribute(HazelcastSettings.NODE_ATTRIBUTE));
  }
}
