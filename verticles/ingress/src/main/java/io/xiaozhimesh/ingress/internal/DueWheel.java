package io.xiaozhimesh.ingress.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/**
 * When which session has something due. One wheel and one timer serve all sessions of an event loop. Not thread-safe.
 *
 * @param <K> what identifies a session
 */
public final class DueWheel<K> {

  private record Due<K>(K key, long atMs, long order) {
  }

  private final PriorityQueue<Due<K>> queue = new PriorityQueue<>(
      (a, b) -> a.atMs != b.atMs ? Long.compare(a.atMs, b.atMs) : Long.compare(a.order, b.order));
  private final Map<K, Due<K>> current = new HashMap<>();
  private long order;

  /** Sets or moves the time at which the key is due. */
  public void schedule(K key, long atMs) {
    Due<K> known = current.get(key);
    if (known != null && known.atMs == atMs) {
      return;
    }
    Due<K> due = new Due<>(key, atMs, order++);
    current.put(key, due);
    queue.add(due);
    dropOverdueEntries();
  }

  /** Forgets the key. */
  public void cancel(K key) {
    current.remove(key);
  }

  /** The earliest due time, or {@link Long#MAX_VALUE}. */
  public long nextMs() {
    while (!queue.isEmpty() && current.get(queue.peek().key) != queue.peek()) {
      queue.poll();
    }
    return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().atMs;
  }

  /** Hands over every key that is due by now, earliest first, each once. */
  public void fire(long nowMs, BiConsumer<K, Long> handler) {
    while (nextMs() <= nowMs) {
      Due<K> due = queue.poll();
      current.remove(due.key);
      handler.accept(due.key, due.atMs);
    }
  }

  /** How many keys are scheduled. */
  public int size() {
    return current.size();
  }

  /** Moved keys leave their old entries behind; the queue never holds many more entries than keys. */
  private void dropOverdueEntries() {
    if (queue.size() > 2 * current.size() + 64) {
      queue.removeIf(d -> current.get(d.key) != d);
    }
  }
}
