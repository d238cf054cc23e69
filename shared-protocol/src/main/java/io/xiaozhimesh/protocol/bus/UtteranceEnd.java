package io.xiaozhimesh.protocol.bus;

/**
 * All PCM of the utterance has been sent; the final transcript is wanted.
 *
 * @param ref whose turn this belongs to
 * @param utteranceId counts from 0 within the stream
 * @param pieces how many UtterancePcm were sent
 */
@WireType(21)
public record UtteranceEnd(TurnRef ref, int utteranceId, int pieces) implements ControlMessage {

  public UtteranceEnd {
    Checks.present(ref, "ref");
    Checks.notNegative(utteranceId, "utteranceId");
    Checks.notNegative(pieces, "pieces");
  }
}
