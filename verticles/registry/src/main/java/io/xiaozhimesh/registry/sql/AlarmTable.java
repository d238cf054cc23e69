package io.xiaozhimesh.registry.sql;

import io.xiaozhimesh.protocol.bus.Alarm;
import io.xiaozhimesh.protocol.bus.AlarmKind;
import io.xiaozhimesh.protocol.bus.AlarmSet;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.registry.internal.StoredText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * Owns the table {@code alarm}. A row that is due is taken by one node for the time of a lease, by an update that only succeeds
 * on the row as it was read; it is gone once it has sounded. Blocking, thread-safe.
 */
public final class AlarmTable {

  private static final int LANGUAGE_CHARS_MAX = 64;
  private static final String COLUMNS = "SELECT alarm_id, device_id, kind, due_ms, said, language, next_try_ms FROM alarm";

  /**
   * An alarm that is due and was taken.
   *
   * @param alarm what it is
   * @param deviceId whose it is
   * @param language in which it is said
   */
  public record Due(Alarm alarm, String deviceId, String language) {
  }

  private record Row(Due due, long nextTryMs) {
  }

  private final Database database;
  private final int perDeviceMax;

  /** The table in this database. */
  public AlarmTable(Database database, int perDeviceMax) {
    this.database = database;
    this.perDeviceMax = perDeviceMax;
  }

  /** Sets an alarm; the same idempotency key of a device sets one. */
  public Alarm set(AlarmSet wanted) {
    String id = id(wanted.deviceId(), wanted.idempotencyKey());
    return database.call(connection -> {
      int held = Statements.first(connection, "SELECT COUNT(*) FROM alarm WHERE device_id = ? AND alarm_id <> ?",
          row -> row.getInt(1), wanted.deviceId(), id).orElse(0);
      if (held >= perDeviceMax) {
        throw new MeshException(MeshError.OVERLOADED, "the device has too many alarms");
      }
      Statements.insert(connection, "INSERT INTO alarm (alarm_id, device_id, kind, due_ms, said, language, taken,"
          + " next_try_ms) VALUES (?, ?, ?, ?, ?, ?, 0, ?)", id, wanted.deviceId(), wanted.kind().name(), wanted.dueMs(),
          StoredText.fit(wanted.text(), io.xiaozhimesh.protocol.Limits.SENTENCE_CHARS_MAX),
          StoredText.fit(wanted.language(), LANGUAGE_CHARS_MAX), wanted.dueMs());
      return new Alarm(id, wanted.kind(), wanted.dueMs(), wanted.text());
    });
  }

  /** What is set on a device, by time. */
  public List<Alarm> of(String deviceId) {
    return database.call(connection -> of(connection, deviceId));
  }

  /** Forgets what is set on a device: these only, or all; answers what that was. */
  public List<Alarm> cancel(String deviceId, List<String> ids) {
    return database.call(connection -> {
      List<Alarm> gone = new ArrayList<>();
      for (Alarm alarm : of(connection, deviceId)) {
        boolean wanted = ids.isEmpty() || ids.contains(alarm.alarmId());
        if (wanted && forget(connection, alarm.alarmId())) {
          gone.add(alarm);
        }
      }
      return gone;
    });
  }

  /** Takes what is due until the lease ends. Each row is taken by one caller, whatever others do at the same time. */
  public List<Due> take(long nowMs, long leaseMs, int most) {
    return database.call(connection -> {
      List<Due> taken = new ArrayList<>();
      List<Row> due = Statements.list(connection,
          COLUMNS + " WHERE next_try_ms <= ? ORDER BY next_try_ms, alarm_id LIMIT " + most, AlarmTable::read, nowMs);
      for (Row row : due) {
        if (Statements.update(connection, "UPDATE alarm SET taken = 1, next_try_ms = ? WHERE alarm_id = ? AND next_try_ms = ?",
            nowMs + leaseMs, row.due.alarm().alarmId(), row.nextTryMs) == 1) {
          taken.add(row.due);
        }
      }
      return taken;
    });
  }

  /** Keeps what was taken until then. */
  public void hold(String alarmId, long untilMs) {
    database.call(connection -> Statements.update(connection,
        "UPDATE alarm SET next_try_ms = ? WHERE alarm_id = ? AND taken = 1", untilMs, alarmId));
  }

  /** Gives back what was taken, to be tried again then. */
  public void release(String alarmId, long nextTryMs) {
    database.call(connection -> Statements.update(connection,
        "UPDATE alarm SET taken = 0, next_try_ms = ? WHERE alarm_id = ?", nextTryMs, alarmId));
  }

  /** The device is back: what is due and not taken may be tried at once. Answers how many those are. */
  public int wake(String deviceId, long nowMs) {
    return database.call(connection -> Statements.update(connection,
        "UPDATE alarm SET next_try_ms = ? WHERE device_id = ? AND taken = 0 AND due_ms <= ? AND next_try_ms > ?",
        nowMs, deviceId, nowMs, nowMs));
  }

  /** It has sounded, or is too late; false when it was gone already. */
  public boolean forget(String alarmId) {
    return database.call(connection -> forget(connection, alarmId));
  }

  /** When the next may be taken. */
  public OptionalLong nextTryMs() {
    return database.call(connection -> Statements.first(connection, "SELECT MIN(next_try_ms) FROM alarm", row -> {
      long next = row.getLong(1);
      return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(next);
    }).orElse(OptionalLong.empty()));
  }

  private static List<Alarm> of(Connection connection, String deviceId) throws SQLException {
    return Statements.list(connection, COLUMNS + " WHERE device_id = ? ORDER BY due_ms, alarm_id",
        row -> read(row).due.alarm(), deviceId);
  }

  private static boolean forget(Connection connection, String alarmId) throws SQLException {
    return Statements.update(connection, "DELETE FROM alarm WHERE alarm_id = ?", alarmId) == 1;
  }

  private static Row read(ResultSet row) throws SQLException {
    Alarm alarm = new Alarm(row.getString("alarm_id"), AlarmKind.valueOf(row.getString("kind")), row.getLong("due_ms"),
        row.getString("said"));
    return new Row(new Due(alarm, row.getString("device_id"), row.getString("language")), row.getLong("next_try_ms"));
  }

  private static String id(String deviceId, String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256")
          .digest((deviceId + '\n' + key).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
