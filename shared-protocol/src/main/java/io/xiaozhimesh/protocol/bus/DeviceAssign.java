package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: give a device an agent or an owner. "" leaves a field as it is. Answered with
 * DeviceProfile.
 *
 * @param deviceId normalised
 * @param agentId or ""
 * @param owner or ""
 */
@WireType(63)
public record DeviceAssign(String deviceId, String agentId, String owner) implements ControlMessage {

  public DeviceAssign {
    Checks.present(deviceId, "deviceId");
    Checks.present(agentId, "agentId");
    Checks.present(owner, "owner");
  }
}
