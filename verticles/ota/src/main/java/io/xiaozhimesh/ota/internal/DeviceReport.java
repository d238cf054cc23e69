package io.xiaozhimesh.ota.internal;

import io.xiaozhimesh.protocol.device.DeviceId;
import java.util.Optional;
import java.util.Set;

/**
 * What a device says of itself in an OTA or activation request.
 *
 * @param deviceId who it is, or empty when it does not say or is no id
 * @param clientId auxiliary; cloned devices share one, an erased device has a new one; or ""
 * @param firmware the running version as sent, or ""
 * @param board what the board is called, or ""
 * @param models every name under which an image for it may be found
 */
public record DeviceReport(
    Optional<DeviceId> deviceId, String clientId, String firmware, String board, Set<String> models) {

  /** Copies the names. */
  public DeviceReport {
    models = Set.copyOf(models);
  }
}
