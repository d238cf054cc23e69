package io.xiaozhimesh.protocol.bus;

/**
 * Answer to ActivationWanted.
 *
 * @param bound true when no activation is needed any more
 * @param code six digits, or "" when bound
 * @param challenge or "" when bound
 * @param expiresAtMs Unix time, 0 when bound
 */
@WireType(69)
public record ActivationState(
    boolean bound,
    String code,
    String challenge,
    long expiresAtMs)
    implements ControlMessage {

  public ActivationState {
    Checks.present(code, "code");
    Checks.present(challenge, "challenge");
  }
}
