package io.xiaozhimesh.plugins.remote;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a service answered, by question, for as long as it is fresh; whoever asks while the same question is under way
 * gets that answer. The entry unused for longest gives way. What is no longer fresh is kept as the last known until it
 * gives way. Failures are not kept. Not thread-safe.
 */
public final class FreshCache<V> {

  /**
   * A value and when it was got.
   *
   * @param value what was answered
   * @param atMs on the clock of whoever put it
   */
  public record Kept<V>(V value, long atMs) {
  }

  private final long freshMs;
  private final LinkedHashMap<String, Kept<V>> kept;
  private final Map<String, Future<V>> underWay = new HashMap<>();

  /** Holds at most {@code entriesMax} answers. */
  public FreshCache(int entriesMax, long freshMs) {
    this.freshMs = freshMs;
    this.kept = new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Kept<V>> eldest) {
        return size() > entriesMax;
      }
    };
  }

  /** The fresh answer, or that of {@code ask}. */
  public Future<V> get(String question, long nowMs, Supplier<Future<V>> ask) {
    Kept<V> known = kept.get(question);
    if (known != null && nowMs - known.atMs() < freshMs) {
      return Future.succeededFuture(known.value());
    }
    Future<V> running = underWay.get(question);
    if (running != null) {
      return running;
    }
    Future<V> asked = ask.get().onSuccess(value -> kept.put(question, new Kept<>(value, nowMs)));
    if (!asked.isComplete()) {
      underWay.put(question, asked);
      asked.onComplete(done -> underWay.remove(question));
    }
    return asked;
  }

  /** The last answer, however old. */
  public Optional<Kept<V>> lastKnown(String question) {
    return Optional.ofNullable(kept.get(question));
  }
}
