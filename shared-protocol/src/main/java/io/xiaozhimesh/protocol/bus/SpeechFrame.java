package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * One Opus packet of the answer, in playing order. Sent by tts to the owner, never further ahead than the owner's
 * credit.
 *
 * @param ref whose turn this belongs to
 * @param sentenceIndex the sentence that it belongs to
 * @param sequence counts from 0 within the answer
 * @param opus one packet of the announced frame duration
 */
@WireType(3)
public record SpeechFrame(TurnRef ref, int sentenceIndex, int sequence, Payload opus) implements DataMessage {

  public SpeechFrame {
    Checks.present(ref, "ref");
    Checks.present(opus, "opus");
    Checks.notNegative(sentenceIndex, "sentenceIndex");
    Checks.notNegative(sequence, "sequence");
    Checks.range(opus.length(), "opus.length", 1, Limits.OPUS_PACKET_BYTES_MAX);
  }
}
