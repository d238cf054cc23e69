package io.xiaozhimesh.plugin.api;

import java.util.Map;

/**
 * One call of a tool.
 *
 * @param tool its name
 * @param arguments by name, as the schema demands and without nulls: texts, {@code Long}, {@code Double},
 *     {@code Boolean}, lists and maps of these
 * @param sessionId one device connection
 * @param deviceId the device's address, or "" when it is not known
 * @param deadlineMs the answer comes within this time or is not waited for
 * @param idempotencyKey the same for a call that is sent again, or ""
 */
public record ToolCall(
    String tool,
    Map<String, Object> arguments,
    String sessionId,
    String deviceId,
    int deadlineMs,
    String idempotencyKey) {

  public ToolCall {
    arguments = Map.copyOf(arguments);
  }

  /** The argument as text, or {@code otherwise} when it is missing. */
  public String text(String name, String otherwise) {
    return arguments.containsKey(name) ? String.valueOf(arguments.get(name)) : otherwise;
  }

  /** The argument as whole number, or {@code otherwise} when it is missing or none. */
  public long integer(String name, long otherwise) {
    return arguments.get(name) instanceof Number number ? number.longValue() : otherwise;
  }

  /** The argument as number, or {@code otherwise} when it is missing or none. */
  public double number(String name, double otherwise) {
    return arguments.get(name) instanceof Number number ? number.doubleValue() : otherwise;
  }

  /** The argument as truth value, or {@code otherwise} when it is missing or none. */
  public boolean flag(String name, boolean otherwise) {
    return arguments.get(name) instanceof Boolean flag ? flag : otherwise;
  }
}
