package io.xiaozhimesh.asr.internal;

import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Hands the pieces of an utterance on in the order of their sequence numbers. A piece that came too early waits for the
 * missing one while few others do; then the gap is given up. Not thread-safe.
 */
public final class PcmOrder {

  /** How many pieces may wait for a missing one. */
  public static final int WAITING_MAX = 8;

  private final Consumer<short[]> next;
  private final TreeMap<Integer, short[]> waiting = new TreeMap<>();
  private int expected;
  private int missing;
  private int repeated;

  /** Hands on to {@code next}. */
  public PcmOrder(Consumer<short[]> next) {
    this.next = next;
  }

  /** Takes a piece; one that was there before or comes after its gap was given up is dropped. */
  public void accept(int sequence, short[] pcm) {
    if (sequence < expected || waiting.putIfAbsent(sequence, pcm) != null) {
      repeated++;
      return;
    }
    release();
    while (waiting.size() > WAITING_MAX) {
      skipTo(waiting.firstKey());
      release();
    }
  }

  /** No more pieces come; hands on what waits. {@code pieces} were sent in all. */
  public void end(int pieces) {
    while (!waiting.isEmpty()) {
      skipTo(waiting.firstKey());
      release();
    }
    if (pieces > expected) {
      skipTo(pieces);
    }
  }

  /** How many pieces were given up. */
  public int missing() {
    return missing;
  }

  /** How many pieces were dropped because they had been there or came too late. */
  public int repeated() {
    return repeated;
  }

  private void skipTo(int sequence) {
    missing += sequence - expected;
    expected = sequence;
  }

  private void release() {
    while (!waiting.isEmpty() && waiting.firstKey() == expected) {
      next.accept(waiting.pollFirstEntry().getValue());
      expected++;
    }
  }
}
