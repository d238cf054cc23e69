package io.xiaozhimesh.protocol.bus;

/**
 * Request to the ingress that a device speaks with: send it one of the firmware's own messages. Answered with Accepted; fails with
 * UNAVAILABLE when the device is not here.
 *
 * @param deviceId normalised
 * @param kind which message
 * @param status of an ALERT: the word in the status bar; else ""
 * @param text of an ALERT: what is shown; else ""
 * @param emotion of an ALERT: a face or the name of an icon; else ""
 */
@WireType(114)
public record DeviceCommand(
    String deviceId,
    DeviceCommandKind kind,
    String status,
    String text,
    String emotion)
    implements ControlMessage {

  public DeviceCommand {
    Checks.present(deviceId, "deviceId");
    Checks.present(kind, "kind");
    Checks.present(status, "status");
    Checks.present(text, "text");
    Checks.present(emotion, "emotion");
  }
}
