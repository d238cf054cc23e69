package io.xiaozhimesh.protocol.bus;

/**
 * Request from vad to asr: begin to recognise an utterance. Answered with Accepted, or fails with OVERLOADED.
 *
 * @param ref whose turn this belongs to
 * @param utteranceId counts from 0 within the listening stream
 * @param language BCP 47 tag, or "" for unknown
 * @param ownerInbox where transcripts go
 */
@WireType(20)
public record UtteranceOpen(
    TurnRef ref,
    int utteranceId,
    String language,
    String ownerInbox)
    implements ControlMessage {

  public UtteranceOpen {
    Checks.present(ref, "ref");
    Checks.present(language, "language");
    Checks.present(ownerInbox, "ownerInbox");
    Checks.notNegative(utteranceId, "utteranceId");
  }
}
