package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Says every 200 ms which leases a worker holds for an owner, one message for all of them. An owner that hears none of it
 * for a lease, nor anything else from its worker, gives the work to another worker.
 *
 * @param role which stage the worker is
 * @param inbox the worker's own
 * @param sessionIds whose leases it holds for the owner that this is sent to
 */
@WireType(83)
public record LeasesAlive(Role role, String inbox, List<String> sessionIds) implements SystemMessage {

  public LeasesAlive {
    Checks.present(role, "role");
    Checks.present(inbox, "inbox");
    Checks.present(sessionIds, "sessionIds");
    sessionIds = List.copyOf(sessionIds);
  }
}
