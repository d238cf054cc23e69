package io.xiaozhimesh.ingress.internal;

import io.xiaozhimesh.protocol.bus.LeasesAlive;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.lease.LivenessWatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which workers hold which leases of this node's sessions, and which of them have fallen silent. A session has one lease
 * per role at most. Pure; not thread-safe.
 */
public final class WorkerWatch {

  /** How often {@link #lost} is to be called. */
  public static final long CHECK_EVERY_MS = 100;

  /** A lease that is watched. */
  public record Held(Role role, String inbox, TurnRef ref) {
  }

  private record Key(String sessionId, Role role) {
  }

  private final LivenessWatch<Key> liveness;
  private final Map<Key, Held> leases = new HashMap<>();

  /** @param silenceMs a worker of which nothing was heard for so long is lost */
  public WorkerWatch(long silenceMs) {
    liveness = new LivenessWatch<>(silenceMs, CHECK_EVERY_MS);
  }

  /** A worker has taken a lease. */
  public void begin(Held lease, long nowMs) {
    Key key = key(lease.role(), lease.ref());
    leases.put(key, lease);
    liveness.begin(key, nowMs);
  }

  /**
   * Nothing is expected of the lease any more; another of the same session and role stays. True when something was
   * expected until now.
   */
  public boolean end(Role role, TurnRef ref) {
    Key key = key(role, ref);
    Held lease = leases.get(key);
    if (lease == null || !lease.ref().equals(ref)) {
      return false;
    }
    leases.remove(key);
    liveness.end(key);
    return true;
  }

  /** A worker says which leases it holds. */
  public void heard(LeasesAlive alive, long nowMs) {
    for (String sessionId : alive.sessionIds()) {
      Key key = new Key(sessionId, alive.role());
      Held lease = leases.get(key);
      if (lease != null && lease.inbox().equals(alive.inbox())) {
        liveness.heard(key, nowMs);
      }
    }
  }

  /** The leases whose workers have fallen silent; each once. */
  public List<Held> lost(long nowMs) {
    return liveness.silent(nowMs).stream().map(leases::remove).toList();
  }

  /** How many leases are watched. */
  public int size() {
    return leases.size();
  }

  private static Key key(Role role, TurnRef ref) {
    return new Key(ref.sessionId(), role);
  }
}
