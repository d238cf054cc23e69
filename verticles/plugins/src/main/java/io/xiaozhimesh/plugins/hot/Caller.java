package io.xiaozhimesh.plugins.hot;

/**
 * For whom and until when a plugin's tool runs.
 *
 * @param sessionId one device connection
 * @param deviceId normalised, or "" when the session is not known to this node
 * @param deadlineMs the result comes within this time
 * @param idempotencyKey of the call, or ""
 */
public record Caller(String sessionId, String deviceId, int deadlineMs, String idempotencyKey) {
}
