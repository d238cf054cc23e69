package io.xiaozhimesh.registry.sql;

import static io.xiaozhimesh.registry.internal.StoredText.fit;

import io.xiaozhimesh.protocol.bus.AuditAppend;
import io.xiaozhimesh.protocol.bus.AuditEntry;
import io.xiaozhimesh.protocol.bus.AuditRow;
import io.xiaozhimesh.protocol.bus.AuditVerified;
import io.xiaozhimesh.protocol.bus.ToolDecision;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolOutcome;
import io.xiaozhimesh.registry.internal.AuditChain;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Owns the tables {@code audit} and {@code audit_head}: a bounded chain of what tools have done. Whoever edits a row,
 * takes one out of the middle or the end, or puts one in without making all later hashes anew is found by
 * {@link #verify}. Blocking, thread-safe; several nodes may share the tables.
 */
public final class AuditTable {

  /** Rows that one answer holds at most. */
  public static final int ROWS_MAX = 500;

  private static final int NAME_CHARS_MAX = 128;
  private static final int TEXT_CHARS_MAX = 2_000;
  private static final int PAGE_ROWS = 1_000;
  private static final String ROW = "seq, at_ms, device_id, agent_id, session_id, turn_id, tool, origin, effect,"
      + " decision, outcome, duration_ms, arguments, previous_hash, row_hash";

  private record Head(long first, long last, String hash) {
  }

  private record Link(AuditRow row, String previous) {
  }

  private final Database database;
  private final int rowsMax;

  /** The tables in this database, of which the newest {@code rowsMax} rows are kept. */
  public AuditTable(Database database, int rowsMax) {
    this.database = database;
    this.rowsMax = rowsMax;
  }

  /** Adds entries and forgets the oldest ones over the bound. False when this batch was kept before. */
  public boolean append(AuditAppend append) {
    return database.transaction(connection -> {
      Head head = head(connection, " FOR UPDATE");
      String batch = fit(append.batch(), NAME_CHARS_MAX);
      if (Statements.first(connection, "SELECT seq FROM audit WHERE batch = ? LIMIT 1", row -> row.getLong(1), batch)
          .isPresent()) {
        return false;
      }
      long sequence = head.last;
      String hash = head.hash;
      for (AuditEntry given : append.entries()) {
        AuditEntry entry = fitted(given);
        String previous = hash;
        hash = AuditChain.hash(previous, ++sequence, entry);
        insert(connection, sequence, batch, entry, previous, hash);
      }
      keep(connection, new Head(Math.max(head.first, sequence - rowsMax + 1), sequence, hash));
      return true;
    });
  }

  /** Rows below a number, newest first; 0 for the newest of all, "" for every device. */
  public List<AuditRow> newest(long beforeSequence, int most, String deviceId) {
    long below = beforeSequence <= 0 ? Long.MAX_VALUE : beforeSequence;
    int rows = Math.min(most, ROWS_MAX);
    return database.call(connection -> deviceId.isEmpty()
        ? Statements.list(connection, "SELECT " + ROW + " FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?",
            row -> link(row).row, below, rows)
        : Statements.list(connection,
            "SELECT " + ROW + " FROM audit WHERE device_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
            row -> link(row).row, deviceId, below, rows));
  }

  /** Goes through the whole chain, page by page, up to where it stood at the beginning. */
  public AuditVerified verify() {
    Head head = database.call(connection -> head(connection, ""));
    long expected = head.first;
    String hash = null;
    while (expected <= head.last) {
      long from = expected;
      List<Link> page = database.call(connection -> Statements.list(connection,
          "SELECT " + ROW + " FROM audit WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?", AuditTable::link, from,
          head.last, PAGE_ROWS));
      for (Link link : page) {
        String problem = problem(link, expected, hash);
        if (!problem.isEmpty()) {
          return new AuditVerified(expected - head.first, expected, problem);
        }
        hash = link.row.hash();
        expected++;
      }
      if (page.isEmpty()) {
        return new AuditVerified(expected - head.first, expected, "The row is missing.");
      }
    }
    boolean whole = head.last < head.first || head.hash.equals(hash);
    return new AuditVerified(expected - head.first, whole ? 0 : head.last,
        whole ? "" : "The last row is not the one that was added last.");
  }

  /** Forgets what is older than this time, but nothing out of the middle. Answers how many rows that were. */
  public int eraseBefore(long unixMs) {
    return database.transaction(connection -> {
      Head head = head(connection, " FOR UPDATE");
      long first = Statements.first(connection, "SELECT seq FROM audit WHERE at_ms >= ? ORDER BY seq LIMIT 1",
          row -> row.getLong(1), unixMs).orElse(head.last + 1);
      return keep(connection, new Head(Math.max(head.first, first), head.last, head.hash));
    });
  }

  private static String problem(Link link, long expected, String hash) {
    if (link.row.sequence() != expected) {
      return "The row is missing.";
    } else if (hash != null && !hash.equals(link.previous)) {
      return "The row does not follow the one before it.";
    }
    return AuditChain.hash(link.previous, expected, link.row.entry()).equals(link.row.hash())
        ? "" : "The row was edited.";
  }

  private static int keep(Connection connection, Head head) throws SQLException {
    Statements.update(connection, "UPDATE audit_head SET first_seq = ?, last_seq = ?, last_hash = ? WHERE id = 1",
        head.first, head.last, head.hash);
    return Statements.update(connection, "DELETE FROM audit WHERE seq < ?", head.first);
  }

  private static Head head(Connection connection, String lock) throws SQLException {
    return Statements.first(connection, "SELECT first_seq, last_seq, last_hash FROM audit_head WHERE id = 1" + lock,
        row -> new Head(row.getLong(1), row.getLong(2), row.getString(3))).orElseThrow();
  }

  private static void insert(Connection connection, long sequence, String batch, AuditEntry entry, String previous,
      String hash) throws SQLException {
    Statements.update(connection, "INSERT INTO audit (batch, " + ROW
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        batch, sequence, entry.atMs(), entry.deviceId(), entry.agentId(), entry.sessionId(), entry.turnId(),
        entry.tool(), entry.origin(), entry.effect().name(), entry.decision().name(), entry.outcome().name(),
        entry.durationMs(), entry.arguments(), previous, hash);
  }

  private static Link link(ResultSet row) throws SQLException {
    AuditEntry entry = new AuditEntry(row.getLong("at_ms"), row.getString("device_id"), row.getString("agent_id"),
        row.getString("session_id"), Math.max(0, row.getInt("turn_id")), row.getString("tool"),
        row.getString("origin"), ToolEffect.valueOf(row.getString("effect")),
        ToolDecision.valueOf(row.getString("decision")), ToolOutcome.valueOf(row.getString("outcome")),
        Math.max(0, row.getInt("duration_ms")), row.getString("arguments"));
    return new Link(new AuditRow(row.getLong("seq"), entry, row.getString("row_hash")), row.getString("previous_hash"));
  }

  /** As it will be read back: the hash must be of what the columns can hold. */
  private static AuditEntry fitted(AuditEntry entry) {
    return new AuditEntry(entry.atMs(), fit(entry.deviceId(), NAME_CHARS_MAX), fit(entry.agentId(), NAME_CHARS_MAX),
        fit(entry.sessionId(), 64), entry.turnId(), fit(entry.tool(), NAME_CHARS_MAX),
        fit(entry.origin(), NAME_CHARS_MAX), entry.effect(), entry.decision(), entry.outcome(), entry.durationMs(),
        fit(entry.arguments(), TEXT_CHARS_MAX));
  }
}
