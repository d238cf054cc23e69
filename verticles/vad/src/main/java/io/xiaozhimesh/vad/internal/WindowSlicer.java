package io.xiaozhimesh.vad.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Cuts a stream of samples into whole windows. Pure; not thread-safe. */
public final class WindowSlicer {

  private short[] open = new short[AudioTime.WINDOW_SAMPLES];
  private int filled;

  /** Takes samples; answers with the windows that became whole. */
  public List<short[]> add(short[] pcm) {
    List<short[]> whole = new ArrayList<>(pcm.length / AudioTime.WINDOW_SAMPLES + 1);
    int at = 0;
    while (at < pcm.length) {
      int n = Math.min(pcm.length - at, open.length - filled);
      System.arraycopy(pcm, at, open, filled, n);
      at += n;
      filled += n;
      if (filled == open.length) {
        whole.add(open);
        open = new short[AudioTime.WINDOW_SAMPLES];
        filled = 0;
      }
    }
    return whole;
  }

  /** The unfinished window, filled up with silence, if there is one. */
  public Optional<short[]> finish() {
    if (filled == 0) {
      return Optional.empty();
    }
    Arrays.fill(open, filled, open.length, (short) 0);
    short[] last = open;
    open = new short[AudioTime.WINDOW_SAMPLES];
    filled = 0;
    return Optional.of(last);
  }
}
