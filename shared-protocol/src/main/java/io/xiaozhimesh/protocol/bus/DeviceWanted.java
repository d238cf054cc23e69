package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: a device's profile. Fails with BAD_REQUEST when unknown.
 *
 * @param deviceId normalised
 */
@WireType(62)
public record DeviceWanted(String deviceId) implements ControlMessage {

  public DeviceWanted {
    Checks.present(deviceId, "deviceId");
  }
}
