package io.xiaozhimesh.vad.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The windows of one stream that have not been sent on and may still belong to an utterance: the pre-roll while nobody
 * speaks, the trailing silence while it is not certain. Bounded by the longest utterance. Pure; not thread-safe.
 */
public final class UtteranceAudio {

  private record Window(long startSample, short[] pcm) {
  }

  private final Deque<Window> kept = new ArrayDeque<>();
  private long position;

  /** Appends the next window, which nobody changes afterwards. */
  public void add(short[] window) {
    kept.addLast(new Window(position, window));
    position += window.length;
  }

  /** Forgets the windows that end at or before this position. */
  public void forgetBefore(long sample) {
    while (!kept.isEmpty() && kept.getFirst().startSample + kept.getFirst().pcm.length <= sample) {
      kept.removeFirst();
    }
  }

  /** Hands out, once, the windows that begin before this position. */
  public List<short[]> takeBefore(long sample) {
    List<short[]> taken = new ArrayList<>();
    while (!kept.isEmpty() && kept.getFirst().startSample < sample) {
      taken.add(kept.removeFirst().pcm);
    }
    return taken;
  }

  /** How many windows are kept. */
  public int windows() {
    return kept.size();
  }
}
