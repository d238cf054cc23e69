package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: go through the audit's whole chain. Answered with AuditVerified.
 *
 * @param by who asks; for the log
 */
@WireType(95)
public record AuditVerifyWanted(String by) implements ControlMessage {

  public AuditVerifyWanted {
    Checks.present(by, "by");
  }
}
