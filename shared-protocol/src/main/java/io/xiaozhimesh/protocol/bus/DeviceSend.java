package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * An mcp payload, or the iot commands, for the device. From the plugins stage to the owner, which wraps and sends
 * it.
 *
 * @param sessionId one device connection
 * @param channel which protocol
 * @param json the JSON text
 */
@WireType(53)
public record DeviceSend(String sessionId, DeviceChannel channel, String json) implements ControlMessage {

  public DeviceSend {
    Checks.present(channel, "channel");
    Checks.present(json, "json");
    Checks.token(sessionId, "sessionId", Limits.SESSION_ID_CHARS_MAX);
    Checks.text(json, "json", Limits.DEVICE_TEXT_BYTES_MAX);
  }
}
