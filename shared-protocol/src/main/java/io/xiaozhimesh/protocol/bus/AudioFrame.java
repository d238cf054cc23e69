package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * One Opus packet as it came from the device, undecoded. Sent by ingress to the session's vad worker.
 *
 * @param ref whose turn this belongs to
 * @param sequence counts from 0 within the listening stream, without gaps as sent
 * @param timestampMs playout time echoed by a device with server-side echo cancellation, else 0
 * @param opus the packet; never empty
 */
@WireType(1)
public record AudioFrame(TurnRef ref, int sequence, long timestampMs, Payload opus) implements DataMessage {

  public AudioFrame {
    Checks.present(ref, "ref");
    Checks.present(opus, "opus");
    Checks.notNegative(sequence, "sequence");
    Checks.range(opus.length(), "opus.length", 1, Limits.OPUS_PACKET_BYTES_MAX);
  }
}
