package io.xiaozhimesh.protocol.bus;

/**
 * Request to the plugins stage: run a tool. Answered with ToolResult, also when the tool failed.
 *
 * @param ref whose turn this belongs to
 * @param name as in its ToolSpec
 * @param argumentsJson a JSON object
 * @param deadlineMs the answer comes within this time
 * @param idempotencyKey the same key never runs a side effect twice
 */
@WireType(56)
public record ToolCall(
    TurnRef ref,
    String name,
    String argumentsJson,
    int deadlineMs,
    String idempotencyKey)
    implements ControlMessage {

  public ToolCall {
    Checks.present(ref, "ref");
    Checks.present(name, "name");
    Checks.present(argumentsJson, "argumentsJson");
    Checks.present(idempotencyKey, "idempotencyKey");
    Checks.positive(deadlineMs, "deadlineMs");
  }
}
