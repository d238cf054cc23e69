package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: forget a device's conversation and its notes. Answered with Accepted.
 *
 * @param deviceId normalised
 */
@WireType(67)
public record ContextErase(String deviceId) implements ControlMessage {

  public ContextErase {
    Checks.present(deviceId, "deviceId");
  }
}
