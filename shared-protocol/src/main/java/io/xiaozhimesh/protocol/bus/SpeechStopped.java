package io.xiaozhimesh.protocol.bus;

/**
 * An utterance is over. Sent by vad to the owner; the PCM went to asr.
 *
 * @param ref whose turn this belongs to
 * @param utteranceId counts from 0 within the stream
 * @param audioMs position in the stream's audio of the last voiced sample
 * @param speechMs length of the utterance without pre-roll and trailing silence
 * @param endpointMs audio and waiting time between the last voiced sample and this decision
 * @param reason what ended it
 */
@WireType(17)
public record SpeechStopped(
    TurnRef ref,
    int utteranceId,
    long audioMs,
    int speechMs,
    int endpointMs,
    UtteranceEndReason reason)
    implements ControlMessage {

  public SpeechStopped {
    Checks.present(ref, "ref");
    Checks.present(reason, "reason");
    Checks.notNegative(utteranceId, "utteranceId");
    Checks.notNegative(audioMs, "audioMs");
    Checks.notNegative(speechMs, "speechMs");
    Checks.notNegative(endpointMs, "endpointMs");
  }
}
