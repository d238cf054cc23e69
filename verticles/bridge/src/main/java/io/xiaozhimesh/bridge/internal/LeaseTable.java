package io.xiaozhimesh.bridge.internal;

import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The leases of one worker, by their place in a conversation and by the stream number that the worker knows, and the
 * newest epoch of each session. Sessions and leases that nobody mentions for their time to live are forgotten. Belongs
 * to one thread; only {@link #size} may be read by others.
 *
 * @param <L> what is kept for a lease
 */
public final class LeaseTable<L> {

  /** Where a lease belongs: the utterance or answer {@code index} of a turn. */
  public record Place(TurnRef ref, int index) {
  }

  private static final class Entry<L> {
    private final Place place;
    private final int stream;
    private final L lease;
    private long touchedMs;

    Entry(Place place, int stream, L lease, long nowMs) {
      this.place = place;
      this.stream = stream;
      this.lease = lease;
      this.touchedMs = nowMs;
    }
  }

  private record Session(int epoch, long touchedMs) {
  }

  private final long ttlMs;
  private final Map<Place, Entry<L>> byPlace = new HashMap<>();
  private final Map<Integer, Entry<L>> byStream = new HashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private int lastStream;
  private volatile int size;

  /** Forgets after {@code ttlMs} of silence. */
  public LeaseTable(long ttlMs) {
    this.ttlMs = ttlMs;
  }

  /** Whether a newer epoch of the session is known. */
  public boolean isStale(TurnRef ref) {
    Session session = sessions.get(ref.sessionId());
    return session != null && ref.epoch() < session.epoch;
  }

  /** The stream number of the lease that is added next. */
  public int nextStream() {
    return lastStream + 1;
  }

  /** Whether so high a stream number was ever given. */
  public boolean wasGiven(int stream) {
    return stream >= 1 && stream <= lastStream;
  }

  /** Keeps a lease; the same place must be free. */
  public void add(Place place, L lease, long nowMs) {
    Entry<L> entry = new Entry<>(place, ++lastStream, lease, nowMs);
    byPlace.put(place, entry);
    byStream.put(entry.stream, entry);
    sessions.merge(place.ref.sessionId(), new Session(place.ref.epoch(), nowMs),
        (old, now) -> new Session(Math.max(old.epoch, now.epoch), nowMs));
    size = byPlace.size();
  }

  /** Takes out the leases of the session to which a new one at {@code place} leaves no room. */
  public List<L> supersede(Place place, boolean oneOfASession) {
    return takeOut(e -> e.place.ref.sessionId().equals(place.ref.sessionId())
        && (oneOfASession || e.place.equals(place) || e.place.ref.epoch() < place.ref.epoch()));
  }

  /** The lease, which stays alive by being asked for. */
  public Optional<L> touch(Place place, long nowMs) {
    return touched(byPlace.get(place), nowMs);
  }

  /** The lease with this stream number, which stays alive by being asked for. */
  public Optional<L> touch(int stream, long nowMs) {
    return touched(byStream.get(stream), nowMs);
  }

  /** Takes a lease out. */
  public Optional<L> remove(Place place) {
    Entry<L> entry = byPlace.get(place);
    if (entry == null) {
      return Optional.empty();
    }
    forget(entry);
    return Optional.of(entry.lease);
  }

  /** Takes out every lease that has outlived its time, and forgets sessions that nobody mentions. */
  public List<L> expire(long nowMs) {
    sessions.values().removeIf(session -> nowMs - session.touchedMs > ttlMs);
    return takeOut(e -> nowMs - e.touchedMs > ttlMs);
  }

  /** Takes everything out. */
  public List<L> clear() {
    return takeOut(e -> true);
  }

  /** All leases, in no order. */
  public List<L> all() {
    return byPlace.values().stream().map(entry -> entry.lease).toList();
  }

  /** How many leases there are. */
  public int size() {
    return size;
  }

  private Optional<L> touched(Entry<L> entry, long nowMs) {
    if (entry == null) {
      return Optional.empty();
    }
    entry.touchedMs = nowMs;
    sessions.computeIfPresent(entry.place.ref.sessionId(), (id, session) -> new Session(session.epoch, nowMs));
    return Optional.of(entry.lease);
  }

  private List<L> takeOut(Predicate<Entry<L>> wanted) {
    List<Entry<L>> out = new ArrayList<>(byPlace.values());
    out.removeIf(wanted.negate());
    out.forEach(this::forget);
    return out.stream().map(entry -> entry.lease).toList();
  }

  private void forget(Entry<L> entry) {
    byPlace.remove(entry.place);
    byStream.remove(entry.stream);
    size = byPlace.size();
  }
}
