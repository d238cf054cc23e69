package io.xiaozhimesh.protocol.bus;

/**
 * Request to the plugins stage: run a tool. Answered with ToolResult, also when the tool failed.
 *
 * @param ref whose turn this belongs to
 * @param name as in its ToolSpec
 * @param argumentsJson a JSON object
 * @param deadlineMs the answer comes within this time
 * @param idempotencyKey the same key never runs a side effect twice
 * @param agentId whose policy applies, or ""
 * @param language BCP 47 tag in which the person is answered, or ""
 * @param lateInbox where ToolFinished goes when the answer is LATER, or "" for whom cannot wait
 */
@WireType(56)
public record ToolCall(
    TurnRef ref,
    String name,
    String argumentsJson,
    int deadlineMs,
    String idempotencyKey,
    @MayBeMissing String agentId,
    @MayBeMissing String language,
    @MayBeMissing String lateInbox)
    implements ControlMessage {

  public ToolCall {
    Checks.present(ref, "ref");
    Checks.present(name, "name");
    Checks.present(argumentsJson, "argumentsJson");
    Checks.present(idempotencyKey, "idempotencyKey");
    Checks.positive(deadlineMs, "deadlineMs");
    Checks.present(agentId, "agentId");
    Checks.present(language, "language");
    Checks.present(lateInbox, "lateInbox");
  }

  /** A call for the default agent, in no language, by somebody who does not wait longer. */
  public ToolCall(TurnRef ref, String name, String argumentsJson, int deadlineMs, String idempotencyKey) {
    this(ref, name, argumentsJson, deadlineMs, idempotencyKey, "", "", "");
  }
}
