package io.xiaozhimesh.protocol.bus;

/**
 * The utterance is not wanted any more; no transcript follows.
 *
 * @param ref whose turn this belongs to
 * @param utteranceId counts from 0 within the stream
 */
@WireType(22)
public record UtteranceCancel(TurnRef ref, int utteranceId) implements SystemMessage {

  public UtteranceCancel {
    Checks.present(ref, "ref");
    Checks.notNegative(utteranceId, "utteranceId");
  }
}
