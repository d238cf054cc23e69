package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Published once a second and on every change: who is there, what it offers, how loaded it is. Every node keeps
 * the table; choosing a worker is a local look-up.
 *
 * @param node unique name
 * @param version of the software
 * @param incarnation start time, tells a restarted node from a stale message
 * @param state ready nodes take leases
 * @param roles one per stage on the node
 */
@WireType(80)
public record NodeAnnounced(
    String node,
    String version,
    long incarnation,
    NodeState state,
    List<RoleLoad> roles)
    implements SystemMessage {

  public NodeAnnounced {
    Checks.present(node, "node");
    Checks.present(version, "version");
    Checks.present(state, "state");
    Checks.present(roles, "roles");
    roles = List.copyOf(roles);
  }
}
