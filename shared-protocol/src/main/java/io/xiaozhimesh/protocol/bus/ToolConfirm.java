package io.xiaozhimesh.protocol.bus;

/**
 * Request to the plugins stage: the person has answered the question of a ToolResult of kind CONFIRM. Answered with the
 * ToolResult of the call that waited; fails with BAD_REQUEST when none waits for this turn.
 *
 * @param ref the turn right after the one that asked
 * @param agreed whether it shall run; if not, the call is forgotten
 * @param deadlineMs the answer comes within this time
 * @param language BCP 47 tag in which the person is answered, or ""
 * @param lateInbox as in ToolCall
 */
@WireType(90)
public record ToolConfirm(TurnRef ref, boolean agreed, int deadlineMs, String language, String lateInbox)
    implements ControlMessage {

  public ToolConfirm {
    Checks.present(ref, "ref");
    Checks.positive(deadlineMs, "deadlineMs");
    Checks.present(language, "language");
    Checks.present(lateInbox, "lateInbox");
  }
}
