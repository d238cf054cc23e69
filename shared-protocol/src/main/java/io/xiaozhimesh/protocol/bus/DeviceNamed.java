package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: how people call a device. Answered with Accepted; fails with BAD_REQUEST when the device is unknown.
 *
 * @param deviceId normalised
 * @param name as it is spoken, or "" to forget it
 */
@WireType(119)
public record DeviceNamed(String deviceId, String name) implements ControlMessage {

  public DeviceNamed {
    Checks.present(deviceId, "deviceId");
    Checks.present(name, "name");
  }
}
