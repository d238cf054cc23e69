package io.xiaozhimesh.plugins;

/**
 * For whom and until when a built-in tool runs.
 *
 * @param sessionId one device connection
 * @param deviceId normalised, or "" when the session is not known to this node
 * @param deadlineMs the result comes within this time or is not waited for
 */
public record ToolCallContext(String sessionId, String deviceId, int deadlineMs) {
}
