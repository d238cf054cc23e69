package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: rows of the audit. Answered with AuditListed.
 *
 * @param beforeSequence only rows below it; 0 for the newest
 * @param rowsMax at most so many
 * @param deviceId only of this device, or ""
 */
@WireType(93)
public record AuditWanted(long beforeSequence, int rowsMax, String deviceId) implements ControlMessage {

  public AuditWanted {
    Checks.positive(rowsMax, "rowsMax");
    Checks.present(deviceId, "deviceId");
  }
}
