package io.xiaozhimesh.protocol.bus;

/**
 * What the registry knows of a device.
 *
 * @param deviceId normalised
 * @param agentId which agent answers it, or "" for the default
 * @param owner who bound it, or ""
 * @param bound false while activation is required and pending
 * @param firmware last version seen, or ""
 * @param firstSeenMs Unix time
 * @param lastSeenMs Unix time
 */
@WireType(61)
public record DeviceProfile(
    String deviceId,
    String agentId,
    String owner,
    boolean bound,
    String firmware,
    long firstSeenMs,
    long lastSeenMs)
    implements ControlMessage {

  public DeviceProfile {
    Checks.present(deviceId, "deviceId");
    Checks.present(agentId, "agentId");
    Checks.present(owner, "owner");
    Checks.present(firmware, "firmware");
  }
}
