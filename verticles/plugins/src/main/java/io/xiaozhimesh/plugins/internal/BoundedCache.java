package io.xiaozhimesh.plugins.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A map with two bounds: how many entries, and how long one stays after it was last put or got. Whoever loses its
 * place is handed to the listener. Not thread-safe.
 */
public final class BoundedCache<V> {

  private record Entry<V>(V value, long touchedMs) {
  }

  private final int entriesMax;
  private final long ttlMs;
  private final BiConsumer<String, V> evicted;
  private final LinkedHashMap<String, Entry<V>> entries = new LinkedHashMap<>();

  /** The listener hears of entries that lose their place, not of those removed or replaced. */
  public BoundedCache(int entriesMax, long ttlMs, BiConsumer<String, V> evicted) {
    this.entriesMax = entriesMax;
    this.ttlMs = ttlMs;
    this.evicted = evicted;
  }

  /** The value, which thereby becomes the youngest. */
  public Optional<V> get(String key, long nowMs) {
    expire(nowMs);
    Entry<V> entry = entries.remove(key);
    if (entry == null) {
      return Optional.empty();
    }
    entries.put(key, new Entry<>(entry.value, nowMs));
    return Optional.of(entry.value);
  }

  /** Keeps a value, if need be in the place of the eldest; answers with what it replaced. */
  public Optional<V> put(String key, V value, long nowMs) {
    expire(nowMs);
    Entry<V> replaced = entries.remove(key);
    if (entries.size() >= entriesMax) {
      evictEldest();
    }
    entries.put(key, new Entry<>(value, nowMs));
    return Optional.ofNullable(replaced).map(Entry::value);
  }

  /** Takes a value out. */
  public Optional<V> remove(String key) {
    return Optional.ofNullable(entries.remove(key)).map(Entry::value);
  }

  /** Ends entries whose time is over; the eldest stand first. */
  public void expire(long nowMs) {
    while (!entries.isEmpty() && nowMs - entries.values().iterator().next().touchedMs > ttlMs) {
      evictEldest();
    }
  }

  /** A copy of the values, eldest first. */
  public Collection<V> values() {
    Collection<V> values = new ArrayList<>(entries.size());
    entries.values().forEach(entry -> values.add(entry.value));
    return values;
  }

  /** How many. */
  public int size() {
    return entries.size();
  }

  private void evictEldest() {
    Map.Entry<String, Entry<V>> eldest = entries.entrySet().iterator().next();
    entries.remove(eldest.getKey());
    evicted.accept(eldest.getKey(), eldest.getValue().value);
  }
}
