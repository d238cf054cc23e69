package io.xiaozhimesh.protocol.bus;

/**
 * What the device really played of an answer, from the owner's playout ledger. Dialogue writes this, not what it
 * generated, into the context.
 *
 * @param ref whose turn this belongs to
 * @param deviceId whose context
 * @param heard the sentences heard, in order; "" if none
 * @param interrupted true when the answer did not play to its end
 */
@WireType(36)
public record AnswerHeard(TurnRef ref, String deviceId, String heard, boolean interrupted) implements ControlMessage {

  public AnswerHeard {
    Checks.present(ref, "ref");
    Checks.present(deviceId, "deviceId");
    Checks.present(heard, "heard");
  }
}
