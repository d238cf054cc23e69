package io.xiaozhimesh.protocol.bus;

/**
 * Cumulative credit from the owner to tts: a lost one heals with the next.
 *
 * @param ref whose turn this belongs to
 * @param upToSequence frames below this sequence may be sent
 */
@WireType(44)
public record SpeakCredit(TurnRef ref, int upToSequence) implements ControlMessage {

  public SpeakCredit {
    Checks.present(ref, "ref");
    Checks.notNegative(upToSequence, "upToSequence");
  }
}
