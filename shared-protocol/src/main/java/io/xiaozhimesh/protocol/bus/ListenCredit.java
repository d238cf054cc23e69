package io.xiaozhimesh.protocol.bus;

/**
 * Cumulative credit from vad to the owner: a lost one heals with the next.
 *
 * @param ref whose turn this belongs to
 * @param upToSequence frames below this sequence may be sent
 */
@WireType(15)
public record ListenCredit(TurnRef ref, int upToSequence) implements ControlMessage {

  public ListenCredit {
    Checks.present(ref, "ref");
    Checks.notNegative(upToSequence, "upToSequence");
  }
}
