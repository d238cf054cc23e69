package io.xiaozhimesh.tts.internal;

import io.xiaozhimesh.protocol.bus.Payload;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the frames of short sentences, so that a greeting is made once. Forgets what was not asked for the longest.
 * Pure; not thread-safe.
 */
public final class SpeechCache {

  /** Everything that the frames of a sentence depend on. */
  public record Key(String engine, String text, String language, String voice, int sampleRateHz, int frameDurationMs) {
  }

  /**
   * How much is kept.
   *
   * @param entriesMax sentences; 0 keeps nothing
   * @param bytesMax bytes of Opus
   * @param textCharsMax longest sentence that is kept, in characters
   */
  public record Bounds(int entriesMax, int bytesMax, int textCharsMax) {
  }

  private final Bounds bounds;
  private final Map<Key, List<Payload>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** Empty. */
  public SpeechCache(Bounds bounds) {
    this.bounds = bounds;
  }

  /** The frames of this sentence, if they are known. */
  public Optional<List<Payload>> find(Key key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Whether the sentence is short enough to be kept. */
  public boolean wants(Key key) {
    return bounds.entriesMax > 0 && key.text.length() <= bounds.textCharsMax;
  }

  /** Keeps the frames of a complete sentence. */
  public void keep(Key key, List<Payload> frames) {
    if (!wants(key) || size(frames) > bounds.bytesMax) {
      return;
    }
    List<Payload> before = entries.put(key, List.copyOf(frames));
    bytes += size(frames) - (before == null ? 0 : size(before));
    Iterator<List<Payload>> oldest = entries.values().iterator();
    while (entries.size() > bounds.entriesMax || bytes > bounds.bytesMax) {
      bytes -= size(oldest.next());
      oldest.remove();
    }
  }

  /** Bytes of Opus held now. */
  public long bytes() {
    return bytes;
  }

  /** Sentences held now. */
  public int entries() {
    return entries.size();
  }

  private static long size(List<Payload> frames) {
    return frames.stream().mapToLong(Payload::length).sum();
  }
}
