package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: the activation state of a device. Creates a code at first sight; repeated requests
 * within its life return the same. Answered with ActivationState.
 *
 * @param deviceId normalised
 * @param atMs Unix time
 */
@WireType(68)
public record ActivationWanted(String deviceId, long atMs) implements ControlMessage {

  public ActivationWanted {
    Checks.present(deviceId, "deviceId");
  }
}
