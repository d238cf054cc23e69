package io.xiaozhimesh.protocol.bus;

/**
 * No further sentence follows.
 *
 * @param ref whose turn this belongs to
 * @param sentences how many were sent
 */
@WireType(42)
public record SpeakEnd(TurnRef ref, int sentences) implements ControlMessage {

  public SpeakEnd {
    Checks.present(ref, "ref");
    Checks.notNegative(sentences, "sentences");
  }
}
