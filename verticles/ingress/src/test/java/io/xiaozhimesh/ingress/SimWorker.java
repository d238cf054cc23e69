package io.xiaozhimesh.ingress;

import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.LeasesAlive;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.LeaseBeats;
import io.xiaozhimesh.stage.lease.LeaseTable;
import java.util.List;

/** What all simulated workers have in common: leases that end, and beats that tell of them. */
abstract class SimWorker<L> implements SimNet.Node {

  static final long TTL_MS = 10_000;
  private static final int CAPACITY = 4;

  final SimNet net;
  final String inbox;
  final LeaseTable<L> leases = new LeaseTable<>(CAPACITY, TTL_MS);
  private final Role role;

  SimWorker(SimNet net, Role role, String inbox) {
    this.net = net;
    this.role = role;
    this.inbox = inbox;
    net.add(inbox, this);
    net.later(inbox, net.random.nextInt(200), this::beat);
  }

  void hold(TurnRef ref, String owner, L lease) {
    LeaseTable.Verdict verdict = leases.ask(ref);
    if (verdict != LeaseTable.Verdict.FREE) {
      throw new MeshException(
          verdict == LeaseTable.Verdict.FULL ? MeshError.OVERLOADED : MeshError.CANCELLED, "");
    }
    leases.hold(ref, owner, lease, net.nowMs());
  }

  void tell(String owner, BusMessage message) {
    net.send(inbox, owner, message);
  }

  private void beat() {
    leases.expire(net.nowMs());
    leases.byOwner().forEach((owner, sessions) ->
        tell(owner, new LeasesAlive(role, inbox, List.copyOf(sessions))));
    net.later(inbox, LeaseBeats.BEAT_EVERY_MS, this::beat);
  }
}
