package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: what is set on a device. Answered with AlarmListed.
 *
 * @param deviceId normalised
 */
@WireType(116)
public record AlarmsWanted(String deviceId) implements ControlMessage {

  public AlarmsWanted {
    Checks.present(deviceId, "deviceId");
  }
}
