package io.xiaozhimesh.protocol.bus;

/**
 * Tells the registry that a device was met; creates it at first sight. Answered with DeviceProfile.
 *
 * @param deviceId normalised
 * @param clientId auxiliary, or ""
 * @param firmware application version, or "" if unknown
 * @param board board name, or "" if unknown
 * @param atMs Unix time
 */
@WireType(60)
public record DeviceSeen(
    String deviceId,
    String clientId,
    String firmware,
    String board,
    long atMs)
    implements ControlMessage {

  public DeviceSeen {
    Checks.present(deviceId, "deviceId");
    Checks.present(clientId, "clientId");
    Checks.present(firmware, "firmware");
    Checks.present(board, "board");
  }
}
