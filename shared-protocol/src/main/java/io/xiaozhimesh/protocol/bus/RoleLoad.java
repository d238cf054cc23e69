package io.xiaozhimesh.protocol.bus;

/**
 * A stage on a node and its load.
 *
 * @param role which stage
 * @param inbox its clustered address
 * @param capacity sessions that it can serve at once
 * @param sessions leases held now
 * @param load 0 idle to 1 full; may exceed 1
 */
public record RoleLoad(Role role, String inbox, int capacity, int sessions, double load) {

  public RoleLoad {
    Checks.present(role, "role");
    Checks.present(inbox, "inbox");
    Checks.positive(capacity, "capacity");
    Checks.notNegative(sessions, "sessions");
  }
}
