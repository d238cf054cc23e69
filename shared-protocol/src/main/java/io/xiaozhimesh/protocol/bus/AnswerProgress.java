package io.xiaozhimesh.protocol.bus;

/**
 * A milestone of the answer for the waterfall. From dialogue to the owner.
 *
 * @param ref whose turn this belongs to
 * @param milestone what has just happened
 * @param detail a tool's or model's name, or ""; never spoken text
 */
@WireType(31)
public record AnswerProgress(TurnRef ref, AnswerMilestone milestone, String detail) implements ControlMessage {

  public AnswerProgress {
    Checks.present(ref, "ref");
    Checks.present(milestone, "milestone");
    Checks.present(detail, "detail");
  }
}
