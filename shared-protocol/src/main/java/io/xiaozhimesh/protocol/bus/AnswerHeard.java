package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * What the device really played of an answer, from the owner's playout ledger. Dialogue writes this, not what it
 * generated, into the context.
 *
 * @param ref whose turn this belongs to
 * @param deviceId whose context
 * @param heard the sentences heard, in order; "" if none
 * @param interrupted true when the answer did not play to its end
 * @param question what was said to get the answer, for a worker that has not answered it, or "" when nobody asked
 */
@WireType(36)
public record AnswerHeard(
    TurnRef ref,
    String deviceId,
    String heard,
    boolean interrupted,
    @MayBeMissing String question)
    implements ControlMessage {

  public AnswerHeard {
    Checks.present(ref, "ref");
    Checks.present(deviceId, "deviceId");
    Checks.present(heard, "heard");
    Checks.present(question, "question");
    Checks.text(question, "question", Limits.TRANSCRIPT_CHARS_MAX);
  }

  /** For the worker that has answered, which knows the question. */
  public AnswerHeard(TurnRef ref, String deviceId, String heard, boolean interrupted) {
    this(ref, deviceId, heard, interrupted, "");
  }
}
