package io.xiaozhimesh.protocol.bus;

/**
 * Tells a vad worker that the owner began or ended playing an answer, which turns the barge-in guard on or off.
 *
 * @param ref whose turn this belongs to
 * @param speaking true while an answer is played
 */
@WireType(12)
public record ListenSpeaking(TurnRef ref, boolean speaking) implements ControlMessage {

  public ListenSpeaking {
    Checks.present(ref, "ref");
  }
}
