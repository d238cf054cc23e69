package io.xiaozhimesh.dialogue.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of stated size that forgets what was used longest ago. Not thread-safe. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

  private final int entriesMax;
  private final transient Runnable onForgotten;

  /**
   * @param entriesMax at least 1
   * @param onForgotten told of each entry that had to go
   */
  public BoundedMap(int entriesMax, Runnable onForgotten) {
    super(16, 0.75f, true);
    this.entriesMax = entriesMax;
    this.onForgotten = onForgotten;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    boolean full = size() > entriesMax;
    if (full) {
      onForgotten.run();
    }
    return full;
  }
}
