package io.xiaozhimesh.vad.internal;

/** Watches the sequence numbers of one stream's frames. Pure; not thread-safe. */
public final class SequenceGate {

  /** Answer of {@link #offer} for a frame that came twice or too late. */
  public static final int STALE = -1;

  private int expected;

  /** Takes the next frame's number: how many frames are missing before it, or {@link #STALE}. */
  public int offer(int sequence) {
    if (sequence < expected) {
      return STALE;
    }
    int missing = sequence - expected;
    expected = sequence + 1;
    return missing;
  }
}
