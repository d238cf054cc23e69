package io.xiaozhimesh.vad.internal;

import java.util.OptionalInt;

/**
 * Decides when to grant credit and how much: enough for a window of audio beyond what has been processed, told before
 * 250 ms of audio have passed since the last time. Pure; not thread-safe.
 */
public final class CreditMeter {

  /** Audio between two grants is at most so much, for packets that are not longer themselves. */
  public static final int GRANT_EVERY_MS = 250;

  private final int windowMs;
  private int sinceGrantMs;

  /** For a fresh stream, which has been granted one window. */
  public CreditMeter(int windowMs) {
    this.windowMs = windowMs;
  }

  /**
   * A frame has been processed.
   *
   * @param sequence its number
   * @param durationMs its length
   * @return frames below this number may be sent, if it is time to say so
   */
  public OptionalInt processed(int sequence, int durationMs) {
    sinceGrantMs += durationMs;
    if (sinceGrantMs + durationMs <= GRANT_EVERY_MS) {
      return OptionalInt.empty();
    }
    sinceGrantMs = 0;
    return OptionalInt.of(sequence + 1 + Math.max(1, windowMs / Math.max(1, durationMs)));
  }
}
