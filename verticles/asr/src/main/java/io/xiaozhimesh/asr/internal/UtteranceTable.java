package io.xiaozhimesh.asr.internal;

import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which utterances are open, by session, and the newest epoch of each session: what carries an older one is stale. A
 * session may have several utterances, one speaking and others being recognised. Sessions and utterances that nobody
 * mentions for their time to live are forgotten. Belongs to one thread; only {@link #size} may be read by others.
 *
 * @param <U> what is kept for an utterance
 */
public final class UtteranceTable<U> {

  private record Key(int turnId, int epoch, int utteranceId) {
    static Key of(TurnRef ref, int utteranceId) {
      return new Key(ref.turnId(), ref.epoch(), utteranceId);
    }
  }

  private static final class Kept<U> {
    private final U utterance;
    private long touchedMs;

    Kept(U utterance, long nowMs) {
      this.utterance = utterance;
      this.touchedMs = nowMs;
    }
  }

  private static final class Session<U> {
    private final Map<Key, Kept<U>> utterances = new HashMap<>();
    private int epoch;
    private long touchedMs;
  }

  private final long ttlMs;
  private final Map<String, Session<U>> sessions = new HashMap<>();
  /** Written by the owner only; read by whoever reports the load. */
  private volatile int size;

  /** Forgets after {@code ttlMs} of silence. */
  public UtteranceTable(long ttlMs) {
    this.ttlMs = ttlMs;
  }

  /** Whether a newer epoch of the session is known. */
  public boolean isStale(TurnRef ref) {
    Session<U> session = sessions.get(ref.sessionId());
    return session != null && ref.epoch() < session.epoch;
  }

  /** Makes room for an utterance: takes out the one of the same name and all of older epochs. */
  public List<U> supersede(TurnRef ref, int utteranceId, long nowMs) {
    Session<U> session = sessions.computeIfAbsent(ref.sessionId(), id -> new Session<>());
    session.touchedMs = nowMs;
    session.epoch = Math.max(session.epoch, ref.epoch());
    List<U> out = new ArrayList<>();
    Key same = Key.of(ref, utteranceId);
    for (Iterator<Map.Entry<Key, Kept<U>>> all = session.utterances.entrySet().iterator(); all.hasNext();) {
      Map.Entry<Key, Kept<U>> entry = all.next();
      if (entry.getKey().equals(same) || entry.getKey().epoch() < ref.epoch()) {
        out.add(entry.getValue().utterance);
        all.remove();
        size = size - 1;
      }
    }
    return out;
  }

  /** Keeps an utterance for which {@link #supersede} has made room. */
  public void add(TurnRef ref, int utteranceId, U utterance, long nowMs) {
    Session<U> session = sessions.computeIfAbsent(ref.sessionId(), id -> new Session<>());
    session.touchedMs = nowMs;
    session.utterances.put(Key.of(ref, utteranceId), new Kept<>(utterance, nowMs));
    size = size + 1;
  }

  /** The utterance, which stays alive by being asked for. */
  public Optional<U> touch(TurnRef ref, int utteranceId, long nowMs) {
    Session<U> session = sessions.get(ref.sessionId());
    Kept<U> kept = session == null ? null : session.utterances.get(Key.of(ref, utteranceId));
    if (kept == null) {
      return Optional.empty();
    }
    session.touchedMs = nowMs;
    kept.touchedMs = nowMs;
    return Optional.of(kept.utterance);
  }

  /** Takes an utterance out. */
  public Optional<U> remove(TurnRef ref, int utteranceId) {
    Session<U> session = sessions.get(ref.sessionId());
    Kept<U> kept = session == null ? null : session.utterances.remove(Key.of(ref, utteranceId));
    if (kept == null) {
      return Optional.empty();
    }
    size = size - 1;
    return Optional.of(kept.utterance);
  }

  /** Takes out every utterance that has outlived its time, and forgets sessions that have none left. */
  public List<U> expire(long nowMs) {
    List<U> out = new ArrayList<>();
    for (Iterator<Session<U>> all = sessions.values().iterator(); all.hasNext();) {
      Session<U> session = all.next();
      session.utterances.values().removeIf(kept -> nowMs - kept.touchedMs > ttlMs && out.add(kept.utterance));
      if (session.utterances.isEmpty() && nowMs - session.touchedMs > ttlMs) {
        all.remove();
      }
    }
    size = size - out.size();
    return out;
  }

  /** Takes everything out. */
  public List<U> clear() {
    List<U> out = new ArrayList<>();
    sessions.values().forEach(session -> session.utterances.values().forEach(kept -> out.add(kept.utterance)));
    sessions.clear();
    size = 0;
    return out;
  }

  /** All that are open. */
  public List<U> all() {
    return sessions.values().stream().flatMap(s -> s.utterances.values().stream()).map(kept -> kept.utterance).toList();
  }

  /** How many utterances are open. */
  public int size() {
    return size;
  }

  /** How many sessions are known. */
  public int sessions() {
    return sessions.size();
  }
}
