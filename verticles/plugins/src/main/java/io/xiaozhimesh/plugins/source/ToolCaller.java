package io.xiaozhimesh.plugins.source;

import io.xiaozhimesh.protocol.bus.TurnRef;

/**
 * For whom and until when a tool runs.
 *
 * @param ref the turn that wants it
 * @param deviceId normalised, or "" when the session is not known to this node
 * @param agentId which agent answers the device, or "" for the default one
 * @param deadlineMs the result comes within this time or is not waited for
 * @param idempotencyKey of the call, or ""
 */
public record ToolCaller(TurnRef ref, String deviceId, String agentId, int deadlineMs, String idempotencyKey) {

  /** The device connection. */
  public String sessionId() {
    return ref.sessionId();
  }
}
