package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * What was recognised. An empty text means that nothing was understood: no turn follows. From asr to the owner.
 *
 * @param ref whose turn this belongs to
 * @param utteranceId counts from 0 within the stream
 * @param text the words, or ""
 * @param language BCP 47 tag, or "" for unknown
 * @param emotion one of the 21 names of the device protocol, or "" for unknown
 * @param engine which recogniser it was
 * @param asrMs from the end of the utterance to this transcript
 */
@WireType(24)
public record TranscriptFinal(
    TurnRef ref,
    int utteranceId,
    String text,
    String language,
    String emotion,
    String engine,
    int asrMs)
    implements ControlMessage {

  public TranscriptFinal {
    Checks.present(ref, "ref");
    Checks.present(text, "text");
    Checks.present(language, "language");
    Checks.present(emotion, "emotion");
    Checks.present(engine, "engine");
    Checks.notNegative(utteranceId, "utteranceId");
    Checks.text(text, "text", Limits.TRANSCRIPT_CHARS_MAX);
    Checks.notNegative(asrMs, "asrMs");
  }
}
