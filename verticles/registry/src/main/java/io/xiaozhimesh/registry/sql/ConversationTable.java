package io.xiaozhimesh.registry.sql;

import static io.xiaozhimesh.registry.internal.StoredText.fit;

import io.xiaozhimesh.protocol.bus.ContextAppend;
import io.xiaozhimesh.protocol.bus.Exchange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Owns the table {@code conversation}: the exchanges that are remembered of each device, a bounded number of them.
 * Blocking, thread-safe.
 */
public final class ConversationTable {

  /** Longest text kept of either side of an exchange, in characters. */
  public static final int TEXT_CHARS_MAX = 16_000;

  /** Rows over the bound that one append removes; more of them exist only after the bound was lowered. */
  private static final int TRIMMED_ROWS_MAX = 100;

  private static final String NEWEST_FIRST = " FROM conversation WHERE device_id = ?"
      + " ORDER BY at_ms DESC, session_id DESC, turn_id DESC";

  private record Key(String sessionId, int turnId) {
  }

  private final Database database;
  private final int exchangesMax;

  /** The table in this database, which keeps {@code exchangesMax} exchanges of each device. */
  public ConversationTable(Database database, int exchangesMax) {
    this.database = database;
    this.exchangesMax = exchangesMax;
  }

  /** Remembers an exchange and forgets the oldest ones over the bound. False when this turn was remembered before. */
  public boolean append(ContextAppend append) {
    Exchange exchange = append.exchange();
    return database.call(connection -> {
      boolean isNew = Statements.insert(connection,
          "INSERT INTO conversation (session_id, turn_id, device_id, said, answered, interrupted, at_ms)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?)",
          append.ref().sessionId(), append.ref().turnId(), append.deviceId(), fit(exchange.said(), TEXT_CHARS_MAX),
          fit(exchange.answered(), TEXT_CHARS_MAX), exchange.interrupted() ? 1 : 0, exchange.atMs());
      if (isNew) {
        trim(connection, append.deviceId());
      }
      return isNew;
    });
  }

  /** The newest exchanges of a device, oldest first. */
  public List<Exchange> newest(String deviceId, int most) {
    List<Exchange> exchanges = new ArrayList<>(database.call(connection -> Statements.list(connection,
        "SELECT said, answered, interrupted, at_ms" + NEWEST_FIRST + " LIMIT ?",
        ConversationTable::read, deviceId, Math.min(most, exchangesMax))));
    Collections.reverse(exchanges);
    return exchanges;
  }

  /** Forgets everything a device's people said. Answers how many exchanges that were. */
  public int erase(String deviceId) {
    return database.call(connection ->
        Statements.update(connection, "DELETE FROM conversation WHERE device_id = ?", deviceId));
  }

  /** Forgets what is older than this time. Answers how many exchanges that were. */
  public int eraseBefore(long unixMs) {
    return database.call(connection ->
        Statements.update(connection, "DELETE FROM conversation WHERE at_ms < ?", unixMs));
  }

  private void trim(Connection connection, String deviceId) throws SQLException {
    List<Key> over = Statements.list(connection, "SELECT session_id, turn_id" + NEWEST_FIRST + " LIMIT ? OFFSET ?",
        row -> new Key(row.getString(1), row.getInt(2)), deviceId, TRIMMED_ROWS_MAX, exchangesMax);
    for (Key key : over) {
      Statements.update(connection, "DELETE FROM conversation WHERE session_id = ? AND turn_id = ?",
          key.sessionId(), key.turnId());
    }
  }

  private static Exchange read(ResultSet row) throws SQLException {
    return new Exchange(row.getString("said"), row.getString("answered"), row.getInt("interrupted") != 0,
        row.getLong("at_ms"));
  }
}
