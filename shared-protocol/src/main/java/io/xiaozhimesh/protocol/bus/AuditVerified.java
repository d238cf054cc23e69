package io.xiaozhimesh.protocol.bus;

/**
 * Answer to AuditVerifyWanted.
 *
 * @param rows that were looked at
 * @param brokenSequence the first row that was edited, taken out or put in; 0 when the chain is whole
 * @param problem what is wrong with it, in a sentence, or ""
 */
@WireType(96)
public record AuditVerified(long rows, long brokenSequence, String problem) implements ControlMessage {

  public AuditVerified {
    Checks.present(problem, "problem");
  }
}
