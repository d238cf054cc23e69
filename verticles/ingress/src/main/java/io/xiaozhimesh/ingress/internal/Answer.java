package io.xiaozhimesh.ingress.internal;

import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer while it is made and played.
 *
 * @param ref its identity
 * @param kind how the words came that it answers
 * @param sentences how many sentences have come
 * @param done whether dialogue has sent its last
 * @param endSession whether the session ends after it
 * @param source who answered, "" while unknown
 * @param tools the tools that ran
 * @param times when what happened
 */
public record Answer(TurnRef ref, TurnInputKind kind, int sentences, boolean done, boolean endSession, String source,
    List<String> tools, TurnTimes times) {

  /** An answer of which nothing has come yet. */
  static Answer opened(TurnRef ref, TurnInputKind kind, boolean endSession, TurnTimes times) {
    return new Answer(ref, kind, 0, false, endSession, "", List.of(), times);
  }

  Answer withSentence() {
    return new Answer(ref, kind, sentences + 1, done, endSession, source, tools, times);
  }

  Answer withDone(boolean end, String by) {
    return new Answer(ref, kind, sentences, true, endSession || end, by, tools, times);
  }

  Answer withTool(String name) {
    List<String> all = new ArrayList<>(tools);
    all.add(name);
    return new Answer(ref, kind, sentences, done, endSession, source, List.copyOf(all), times);
  }

  Answer withTimes(TurnTimes changed) {
    return new Answer(ref, kind, sentences, done, endSession, source, tools, changed);
  }
}
