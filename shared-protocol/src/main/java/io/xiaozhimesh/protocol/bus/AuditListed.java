package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Answer to AuditWanted.
 *
 * @param rows newest first
 */
@WireType(94)
public record AuditListed(List<AuditRow> rows) implements ControlMessage {

  public AuditListed {
    Checks.present(rows, "rows");
    rows = List.copyOf(rows);
  }
}
