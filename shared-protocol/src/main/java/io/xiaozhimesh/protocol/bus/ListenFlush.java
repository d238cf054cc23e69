package io.xiaozhimesh.protocol.bus;

/**
 * The speaker has said that the utterance is over (push-to-talk released): decide now.
 *
 * @param ref whose turn this belongs to
 */
@WireType(13)
public record ListenFlush(TurnRef ref) implements ControlMessage {

  public ListenFlush {
    Checks.present(ref, "ref");
  }
}
