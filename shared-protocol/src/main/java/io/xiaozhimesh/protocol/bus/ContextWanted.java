package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: the latest exchanges of a device's conversation. Answered with ContextLoaded.
 *
 * @param deviceId normalised
 * @param exchangesMax at most so many, newest kept
 */
@WireType(64)
public record ContextWanted(String deviceId, int exchangesMax) implements ControlMessage {

  public ContextWanted {
    Checks.present(deviceId, "deviceId");
    Checks.positive(exchangesMax, "exchangesMax");
  }
}
