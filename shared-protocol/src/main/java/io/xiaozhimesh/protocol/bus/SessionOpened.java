package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * A device said hello. From ingress to the plugins stage, which owns the device's tools.
 *
 * @param sessionId one device connection
 * @param deviceId normalised
 * @param ownerInbox where messages for the device go
 * @param mcp the device announced features.mcp
 * @param visionUrl absolute URL for the device's camera, or ""
 * @param visionToken its bearer token, or ""; secret
 */
@WireType(50)
public record SessionOpened(
    String sessionId,
    String deviceId,
    String ownerInbox,
    boolean mcp,
    String visionUrl,
    String visionToken)
    implements ControlMessage {

  public SessionOpened {
    Checks.token(sessionId, "sessionId", Limits.SESSION_ID_CHARS_MAX);
    Checks.present(deviceId, "deviceId");
    Checks.present(ownerInbox, "ownerInbox");
    Checks.present(visionUrl, "visionUrl");
    Checks.present(visionToken, "visionToken");
  }
}
