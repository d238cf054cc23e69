package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Request to the registry: keep these for good. Answered with Accepted once they are durable. A batch that is sent again
 * is kept once.
 *
 * @param batch unique name of these entries
 * @param entries in the order in which they are to stand
 */
@WireType(92)
public record AuditAppend(String batch, List<AuditEntry> entries) implements ControlMessage {

  public AuditAppend {
    Checks.present(batch, "batch");
    Checks.present(entries, "entries");
    entries = List.copyOf(entries);
  }
}
