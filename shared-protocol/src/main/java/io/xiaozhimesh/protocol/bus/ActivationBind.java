package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: bind the device that shows this code. Answered with DeviceProfile; fails with
 * BAD_REQUEST for an unknown or expired code.
 *
 * @param code six digits
 * @param owner who binds it
 * @param atMs Unix time
 */
@WireType(70)
public record ActivationBind(String code, String owner, long atMs) implements ControlMessage {

  public ActivationBind {
    Checks.present(code, "code");
    Checks.present(owner, "owner");
  }
}
