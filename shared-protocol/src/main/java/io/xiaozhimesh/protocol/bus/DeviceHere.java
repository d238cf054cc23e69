package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * Answer to DeviceWhere. Who looks for a device asks every ingress and takes the newest connection.
 *
 * @param deviceId normalised
 * @param sessionId one device connection
 * @param sinceMs Unix time of its hello
 */
@WireType(111)
public record DeviceHere(String deviceId, String sessionId, long sinceMs) implements ControlMessage {

  public DeviceHere {
    Checks.present(deviceId, "deviceId");
    Checks.token(sessionId, "sessionId", Limits.SESSION_ID_CHARS_MAX);
  }
}
