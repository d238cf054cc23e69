package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Answer to AlarmSet, AlarmsWanted and AlarmCancel.
 *
 * @param alarms by the time at which they are due
 */
@WireType(118)
public record AlarmListed(List<Alarm> alarms) implements ControlMessage {

  public AlarmListed {
    Checks.present(alarms, "alarms");
    alarms = List.copyOf(alarms);
  }
}
