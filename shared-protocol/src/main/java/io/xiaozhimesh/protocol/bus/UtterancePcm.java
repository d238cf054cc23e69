package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * A piece of an utterance on its way from vad to asr: 16 kHz, mono, signed 16-bit little-endian.
 *
 * @param ref whose turn this belongs to
 * @param utteranceId counts from 0 within the listening stream
 * @param sequence counts from 0 within the utterance
 * @param pcm whole samples, two bytes each
 */
@WireType(2)
public record UtterancePcm(TurnRef ref, int utteranceId, int sequence, Payload pcm) implements DataMessage {

  public UtterancePcm {
    Checks.present(ref, "ref");
    Checks.present(pcm, "pcm");
    Checks.notNegative(utteranceId, "utteranceId");
    Checks.notNegative(sequence, "sequence");
    Checks.range(pcm.length(), "pcm.length", 2, Limits.BUS_PAYLOAD_BYTES_MAX);
    Checks.that(pcm.length() % 2 == 0, "pcm must hold whole 16-bit samples");
  }
}
