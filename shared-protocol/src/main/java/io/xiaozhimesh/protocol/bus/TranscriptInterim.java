package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * What has been recognised so far; may still change. From asr to the owner.
 *
 * @param ref whose turn this belongs to
 * @param utteranceId counts from 0 within the stream
 * @param text the hypothesis
 */
@WireType(23)
public record TranscriptInterim(TurnRef ref, int utteranceId, String text) implements ControlMessage {

  public TranscriptInterim {
    Checks.present(ref, "ref");
    Checks.present(text, "text");
    Checks.notNegative(utteranceId, "utteranceId");
    Checks.text(text, "text", Limits.TRANSCRIPT_CHARS_MAX);
  }
}
