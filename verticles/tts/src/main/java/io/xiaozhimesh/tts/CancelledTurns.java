package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which answers were cancelled last, because a cancellation travels on a faster address and may arrive before
 * the request that it cancels. Used on one context.
 */
final class CancelledTurns {

  /** Sessions remembered. */
  static final int SESSIONS_MAX = 1_024;

  private final Map<String, TurnRef> newest = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, TurnRef> eldest) {
      return size() > SESSIONS_MAX;
    }
  };

  void add(TurnRef ref) {
    TurnRef before = newest.remove(ref.sessionId());
    newest.put(ref.sessionId(), before != null && Turns.ORDER.compare(before, ref) > 0 ? before : ref);
  }

  /** Whether this turn, or a newer one of its session, was cancelled. */
  boolean covers(TurnRef ref) {
    TurnRef known = newest.get(ref.sessionId());
    return known != null && Turns.ORDER.compare(ref, known) <= 0;
  }
}
