package io.xiaozhimesh.protocol.bus;

/**
 * Request to an ingress: does this device speak with you? Answered with DeviceHere, or fails with UNAVAILABLE.
 *
 * @param deviceId normalised
 */
@WireType(110)
public record DeviceWhere(String deviceId) implements ControlMessage {

  public DeviceWhere {
    Checks.present(deviceId, "deviceId");
  }
}
