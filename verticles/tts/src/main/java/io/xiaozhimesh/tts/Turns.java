package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.Comparator;

/** Which of two turns of one session is the newer. */
final class Turns {

  /** Older first: by epoch, then by turn. */
  static final Comparator<TurnRef> ORDER = Comparator.comparingInt(TurnRef::epoch).thenComparingInt(TurnRef::turnId);

  private Turns() {
  }
}
