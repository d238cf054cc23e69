package io.xiaozhimesh.stage.lease;

import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The leases that a worker holds, one per session: at most its capacity, newer epochs in place of older ones, and none
 * for longer than its time to live without a message. Not thread-safe.
 *
 * @param <L> what the worker keeps for a lease
 */
public final class LeaseTable<L> {

  /** What became of a request for a lease. */
  public enum Verdict {
    /** There is room; see {@link LeaseTable#hold}. */
    FREE,
    /** No room. */
    FULL,
    /** A newer epoch of the session is here, or was. */
    STALE
  }

  private record Held<L>(TurnRef ref, String ownerInbox, L lease, long untilMs) {
  }

  private final int capacity;
  private final long ttlMs;
  private final Map<String, Held<L>> held = new HashMap<>();

  /**
   * @param capacity leases at once
   * @param ttlMs a lease without a message is over after so long
   */
  public LeaseTable(int capacity, long ttlMs) {
    this.capacity = capacity;
    this.ttlMs = ttlMs;
  }

  /** Whether the session may have a lease under this epoch. */
  public Verdict ask(TurnRef ref) {
    Held<L> present = held.get(ref.sessionId());
    if (present != null && present.ref.epoch() > ref.epoch()) {
      return Verdict.STALE;
    }
    return present == null && held.size() >= capacity ? Verdict.FULL : Verdict.FREE;
  }

  /** Holds a lease for which there is room; answers with the one that it replaces. */
  public Optional<L> hold(TurnRef ref, String ownerInbox, L lease, long nowMs) {
    Held<L> before = held.put(ref.sessionId(), new Held<>(ref, ownerInbox, lease, nowMs + ttlMs));
    return Optional.ofNullable(before).map(Held::lease);
  }

  /** The lease that a message of this identity belongs to; it lives on by that. */
  public Optional<L> touch(TurnRef ref, long nowMs) {
    Held<L> present = held.get(ref.sessionId());
    if (present == null || !present.ref.equals(ref)) {
      return Optional.empty();
    }
    held.put(ref.sessionId(), new Held<>(ref, present.ownerInbox, present.lease, nowMs + ttlMs));
    return Optional.of(present.lease);
  }

  /** Ends the session's lease, unless it is of a newer epoch. */
  public Optional<L> end(TurnRef ref) {
    Held<L> present = held.get(ref.sessionId());
    if (present == null || present.ref.epoch() > ref.epoch()) {
      return Optional.empty();
    }
    return Optional.of(held.remove(ref.sessionId()).lease);
  }

  /** Ends what nobody has mentioned for its time to live. */
  public List<L> expire(long nowMs) {
    List<L> over = new ArrayList<>();
    held.values().removeIf(h -> h.untilMs < nowMs && over.add(h.lease));
    return over;
  }

  /** Whose leases are held for whom: session ids by the owner's inbox. */
  public Map<String, Collection<String>> byOwner() {
    Map<String, Collection<String>> owners = new TreeMap<>();
    held.values().forEach(h -> owners.computeIfAbsent(h.ownerInbox, o -> new ArrayList<>()).add(h.ref.sessionId()));
    return owners;
  }

  /** How many leases are held. */
  public int size() {
    return held.size();
  }
}
