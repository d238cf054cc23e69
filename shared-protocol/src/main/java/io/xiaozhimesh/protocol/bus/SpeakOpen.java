package io.xiaozhimesh.protocol.bus;

/**
 * Request from the owner to a tts worker: take a lease on an answer. Answered with Accepted, or fails with
 * OVERLOADED.
 *
 * @param ref whose turn this belongs to
 * @param ownerInbox where frames go
 * @param downlink what the device was told
 * @param creditFrames frames that may be sent before the next SpeakCredit
 */
@WireType(40)
public record SpeakOpen(
    TurnRef ref,
    String ownerInbox,
    AudioFormat downlink,
    int creditFrames)
    implements ControlMessage {

  public SpeakOpen {
    Checks.present(ref, "ref");
    Checks.present(ownerInbox, "ownerInbox");
    Checks.present(downlink, "downlink");
    Checks.positive(creditFrames, "creditFrames");
  }
}
