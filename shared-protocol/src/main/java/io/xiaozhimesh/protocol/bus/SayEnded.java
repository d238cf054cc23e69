package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: what became of a DeviceSay that had a sayId. Answered with Accepted once it is durable.
 *
 * @param deviceId normalised
 * @param sayId as in DeviceSay
 * @param sounded whether the device has played anything of it
 */
@WireType(113)
public record SayEnded(String deviceId, String sayId, boolean sounded) implements ControlMessage {

  public SayEnded {
    Checks.present(deviceId, "deviceId");
    Checks.present(sayId, "sayId");
  }
}
