package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * An mcp payload or a whole iot message as the device sent it. From ingress to the plugins stage.
 *
 * @param sessionId one device connection
 * @param channel which protocol
 * @param json the JSON text
 */
@WireType(52)
public record DeviceMessage(String sessionId, DeviceChannel channel, String json) implements ControlMessage {

  public DeviceMessage {
    Checks.present(channel, "channel");
    Checks.present(json, "json");
    Checks.token(sessionId, "sessionId", Limits.SESSION_ID_CHARS_MAX);
    Checks.text(json, "json", Limits.DEVICE_TEXT_BYTES_MAX);
  }
}
