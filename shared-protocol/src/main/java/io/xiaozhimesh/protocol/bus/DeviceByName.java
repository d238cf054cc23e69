package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: which device of the same owner is called so? Answered with its DeviceProfile; fails with BAD_REQUEST when
 * there is none, or the asking device has no owner.
 *
 * @param deviceId normalised: the device that asks
 * @param name as it was spoken
 */
@WireType(120)
public record DeviceByName(String deviceId, String name) implements ControlMessage {

  public DeviceByName {
    Checks.present(deviceId, "deviceId");
    Checks.present(name, "name");
  }
}
