package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Request to the registry: forget what is set on a device. Answered with AlarmListed of what was forgotten.
 *
 * @param deviceId normalised
 * @param alarmIds these only, or none for all
 */
@WireType(117)
public record AlarmCancel(String deviceId, List<String> alarmIds) implements ControlMessage {

  public AlarmCancel {
    Checks.present(deviceId, "deviceId");
    Checks.present(alarmIds, "alarmIds");
    alarmIds = List.copyOf(alarmIds);
  }
}
