package io.xiaozhimesh.plugins.hot;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Which class loaders of plugins are still in memory. One that stays long after its plugin was stopped is a zombie:
 * something still holds it, mostly a thread of the plugin. Thread-safe.
 */
final class LoaderCensus {

  private static final long IN_USE = Long.MAX_VALUE;

  private static final class Entry {
    private final WeakReference<ClassLoader> loader;
    private long droppedMs = IN_USE;

    private Entry(ClassLoader loader) {
      this.loader = new WeakReference<>(loader);
    }
  }

  private final long zombieAfterMs;
  private final List<Entry> entries = new ArrayList<>();

  /** @param zombieAfterMs how long a loader may stay after it was dropped */
  LoaderCensus(long zombieAfterMs) {
    this.zombieAfterMs = zombieAfterMs;
  }

  synchronized void born(ClassLoader loader) {
    entries.add(new Entry(loader));
  }

  /** We hold it no more. */
  synchronized void dropped(ClassLoader loader, long nowMs) {
    entries.stream().filter(entry -> entry.loader.refersTo(loader)).forEach(entry -> entry.droppedMs = nowMs);
  }

  synchronized int alive() {
    entries.removeIf(entry -> entry.loader.refersTo(null));
    return entries.size();
  }

  synchronized int zombies(long nowMs) {
    entries.removeIf(entry -> entry.loader.refersTo(null));
    return (int) entries.stream()
        .filter(entry -> entry.droppedMs != IN_USE && nowMs - entry.droppedMs > zombieAfterMs).count();
  }
}
