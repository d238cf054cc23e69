package io.xiaozhimesh.ingress.internal;

import io.xiaozhimesh.protocol.bus.TurnInputKind;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer while it is made and played.
 *
 * @param ref its identity as long as it lasts
 * @param thinking its identity for the present dialogue worker
 * @param speaking its identity for the present tts worker
 * @param kind how the words came that it answers
 * @param sentences how many sentences have come
 * @param music whether the latest of them is a sound
 * @param done whether dialogue has sent its last
 * @param endSession whether the session ends after it
 * @param source who answered, "" while unknown
 * @param tools the tools that ran
 * @param times when what happened
 */
public record Answer(TurnRef ref, TurnRef thinking, TurnRef speaking, TurnInputKind kind, int sentences, boolean music,
    boolean done, boolean endSession, String source, List<String> tools, TurnTimes times) {

  /** An answer of which nothing has come yet. */
  static Answer opened(TurnRef ref, TurnInputKind kind, boolean endSession, TurnTimes times) {
    return new Answer(ref, ref, ref, kind, 0, false, false, endSession, "", List.of(), times);
  }

  Answer withSentence() {
    return withSentence(false);
  }

  Answer withSentence(boolean sound) {
    return new Answer(ref, thinking, speaking, kind, sentences + 1, sound, done, endSession, source, tools, times);
  }

  /** Whether nothing but a sound is left of it. */
  public boolean playsMusic() {
    return done && music;
  }

  Answer withDone(boolean end, String by) {
    return new Answer(ref, thinking, speaking, kind, sentences, music, true, endSession || end, by, tools, times);
  }

  Answer withTool(String name) {
    List<String> all = new ArrayList<>(tools);
    all.add(name);
    return new Answer(ref, thinking, speaking, kind, sentences, music, done, endSession, source, List.copyOf(all), times);
  }

  Answer withTimes(TurnTimes changed) {
    return new Answer(ref, thinking, speaking, kind, sentences, music, done, endSession, source, tools, changed);
  }

  Answer withThinking(TurnRef next) {
    return new Answer(ref, next, speaking, kind, sentences, music, done, endSession, source, tools, times);
  }

  Answer withSpeaking(TurnRef next) {
    return new Answer(ref, thinking, next, kind, sentences, music, done, endSession, source, tools, times);
  }
}
