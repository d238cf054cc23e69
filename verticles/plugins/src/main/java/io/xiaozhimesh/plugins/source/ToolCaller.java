package io.xiaozhimesh.plugins.source;

import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.TurnRef;
import java.util.function.Consumer;

/**
 * For whom and until when a tool runs.
 *
 * @param ref the turn that wants it
 * @param deviceId normalised, or "" when the session is not known to this node
 * @param agentId which agent answers the device, or "" for the default one
 * @param language BCP 47 tag in which the person is answered, or "" where nobody knows
 * @param deadlineMs the result comes within this time or is not waited for
 * @param idempotencyKey of the call, or ""
 * @param late takes the result of a tool that has answered with the kind LATER, once, on the context of the stage
 */
public record ToolCaller(TurnRef ref, String deviceId, String agentId, String language, int deadlineMs,
    String idempotencyKey, Consumer<ToolResult> late) {

  /** A caller of no known language who hears of no late result. */
  public ToolCaller(TurnRef ref, String deviceId, String agentId, int deadlineMs, String idempotencyKey) {
    this(ref, deviceId, agentId, "", deadlineMs, idempotencyKey, result -> { });
  }

  /** The device connection. */
  public String sessionId() {
    return ref.sessionId();
  }

  /** Whether the person is to be answered in Chinese. */
  public boolean chinese() {
    return language.startsWith("zh") || language.startsWith("yue");
  }
}
