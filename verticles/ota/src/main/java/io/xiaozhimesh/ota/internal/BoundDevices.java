package io.xiaozhimesh.ota.internal;

import io.xiaozhimesh.protocol.device.DeviceId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Devices that the registry has called bound, so that they are served while it is away. Bounded: the one not met for
 * longest makes room. Pure; not thread-safe.
 */
public final class BoundDevices {

  private final Map<DeviceId, Boolean> met;

  /** Remembers so many. */
  public BoundDevices(int devicesMax) {
    this.met = new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<DeviceId, Boolean> eldest) {
        return size() > devicesMax;
      }
    };
  }

  /** Takes note of what the registry said. */
  public void note(DeviceId device, boolean bound) {
    if (bound) {
      met.put(device, Boolean.TRUE);
    } else {
      met.remove(device);
    }
  }

  /** Whether the registry's last word on this device was that it is bound. */
  public boolean contains(DeviceId device) {
    return met.get(device) != null;
  }
}
