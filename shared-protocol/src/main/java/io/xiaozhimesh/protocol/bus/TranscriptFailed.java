package io.xiaozhimesh.protocol.bus;

/**
 * The recogniser could not do its work. From asr to the owner.
 *
 * @param ref whose turn this belongs to
 * @param utteranceId counts from 0 within the stream
 * @param error why
 * @param message for the log; no spoken text
 */
@WireType(25)
public record TranscriptFailed(
    TurnRef ref,
    int utteranceId,
    MeshError error,
    String message)
    implements ControlMessage {

  public TranscriptFailed {
    Checks.present(ref, "ref");
    Checks.present(error, "error");
    Checks.present(message, "message");
    Checks.notNegative(utteranceId, "utteranceId");
  }
}
