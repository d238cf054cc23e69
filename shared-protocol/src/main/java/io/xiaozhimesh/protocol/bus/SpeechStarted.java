package io.xiaozhimesh.protocol.bus;

/**
 * Somebody began to speak. Sent by vad to the owner once the minimum speech (or, while an answer plays, the barge-
 * in guard) has passed.
 *
 * @param ref whose turn this belongs to
 * @param utteranceId counts from 0 within the stream
 * @param audioMs position in the stream's audio at which speech began
 */
@WireType(16)
public record SpeechStarted(TurnRef ref, int utteranceId, long audioMs) implements ControlMessage {

  public SpeechStarted {
    Checks.present(ref, "ref");
    Checks.notNegative(utteranceId, "utteranceId");
    Checks.notNegative(audioMs, "audioMs");
  }
}
