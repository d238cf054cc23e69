package io.xiaozhimesh.registry.sql;

import static io.xiaozhimesh.registry.internal.StoredText.fit;

import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceSeen;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Owns the table {@code device}. A device is bound once it has an owner. Blocking, thread-safe. */
public final class DeviceTable {

  /** How stale the time of the last sight may become before it is written again, in milliseconds. */
  public static final long LAST_SEEN_EVERY_MS = 60_000;

  private static final int TEXT_CHARS_MAX = 128;
  private static final int FIRMWARE_CHARS_MAX = 64;
  private static final String SELECT = "SELECT device_id, client_id, agent_id, owner_name, firmware, board,"
      + " first_seen_ms, last_seen_ms FROM device WHERE device_id = ?";
  private static final String INSERT = "INSERT INTO device (device_id, client_id, agent_id, owner_name, firmware,"
      + " board, first_seen_ms, last_seen_ms) VALUES (?, ?, '', ?, ?, ?, ?, ?)";

  private record Row(DeviceProfile profile, String clientId, String board) {
  }

  private final Database database;
  private final int devicesMax;

  /** The table in this database; refuses to know more than {@code devicesMax}, because anybody can invent ids. */
  public DeviceTable(Database database, int devicesMax) {
    this.database = database;
    this.devicesMax = devicesMax;
  }

  /**
   * Remembers that a device was met, creates it at first sight. Reads one row; writes only what has changed and the
   * time of the last sight at most once in {@link #LAST_SEEN_EVERY_MS}. An unknown ("") firmware, board or client
   * leaves the known one.
   */
  public DeviceProfile seen(DeviceSeen seen) {
    return database.call(connection -> {
      Optional<Row> known = row(connection, seen.deviceId());
      if (known.isEmpty()) {
        checkRoom(connection);
        Statements.insert(connection, INSERT, seen.deviceId(), fit(seen.clientId(), TEXT_CHARS_MAX), "",
            fit(seen.firmware(), FIRMWARE_CHARS_MAX), fit(seen.board(), TEXT_CHARS_MAX), seen.atMs(), seen.atMs());
      } else if (!refresh(connection, known.get(), seen)) {
        return known.get().profile();
      }
      return present(connection, seen.deviceId());
    });
  }

  /** What is known of a device. */
  public Optional<DeviceProfile> find(String deviceId) {
    return database.call(connection -> row(connection, deviceId).map(Row::profile));
  }

  /** Gives a device an agent or an owner; "" leaves a field as it is. Empty when the device is unknown. */
  public Optional<DeviceProfile> assign(String deviceId, String agentId, String owner) {
    return database.call(connection -> {
      Optional<Row> known = row(connection, deviceId);
      if (known.isEmpty()) {
        return Optional.empty();
      }
      DeviceProfile before = known.get().profile();
      Statements.update(connection, "UPDATE device SET agent_id = ?, owner_name = ? WHERE device_id = ?",
          agentId.isEmpty() ? before.agentId() : agentId, owner.isEmpty() ? before.owner() : owner, deviceId);
      return row(connection, deviceId).map(Row::profile);
    });
  }

  /**
   * Forgets the devices that nobody has given an owner or an agent and that were not met since this time: nothing is
   * lost when one of them comes back. Answers how many those were.
   */
  public int eraseStrangersBefore(long unixMs) {
    return database.call(connection -> Statements.update(connection,
        "DELETE FROM device WHERE owner_name = '' AND agent_id = '' AND last_seen_ms < ?", unixMs));
  }

  static boolean isBound(Connection connection, String deviceId) throws SQLException {
    return row(connection, deviceId).map(r -> r.profile().bound()).orElse(false);
  }

  /** Creates the device unless it is known. Only outside a transaction. */
  void ensure(Connection connection, String deviceId, long atMs) throws SQLException {
    if (row(connection, deviceId).isPresent()) {
      return;
    }
    checkRoom(connection);
    Statements.insert(connection, INSERT, deviceId, "", "", "", "", atMs, atMs);
  }

  static DeviceProfile bind(Connection connection, String deviceId, String owner) throws SQLException {
    Statements.update(connection, "UPDATE device SET owner_name = ? WHERE device_id = ?", owner, deviceId);
    return present(connection, deviceId);
  }

  private void checkRoom(Connection connection) throws SQLException {
    int known = Statements.first(connection, "SELECT COUNT(*) FROM device", row -> row.getInt(1)).orElse(0);
    if (known >= devicesMax) {
      throw new MeshException(MeshError.OVERLOADED, "too many devices are known");
    }
  }

  private static boolean refresh(Connection connection, Row known, DeviceSeen seen) throws SQLException {
    String clientId = newer(seen.clientId(), known.clientId(), TEXT_CHARS_MAX);
    String firmware = newer(seen.firmware(), known.profile().firmware(), FIRMWARE_CHARS_MAX);
    String board = newer(seen.board(), known.board(), TEXT_CHARS_MAX);
    boolean same = clientId.equals(known.clientId()) && firmware.equals(known.profile().firmware())
        && board.equals(known.board());
    if (same && seen.atMs() - known.profile().lastSeenMs() < LAST_SEEN_EVERY_MS) {
      return false;
    }
    Statements.update(connection,
        "UPDATE device SET client_id = ?, firmware = ?, board = ?, last_seen_ms = ? WHERE device_id = ?",
        clientId, firmware, board, Math.max(seen.atMs(), known.profile().lastSeenMs()), seen.deviceId());
    return true;
  }

  private static String newer(String sent, String known, int charsMax) {
    return sent.isEmpty() ? known : fit(sent, charsMax);
  }

  private static DeviceProfile present(Connection connection, String deviceId) throws SQLException {
    return row(connection, deviceId).orElseThrow(() -> new SQLException("the device vanished", "02000")).profile();
  }

  private static Optional<Row> row(Connection connection, String deviceId) throws SQLException {
    return Statements.first(connection, SELECT, DeviceTable::read, deviceId);
  }

  private static Row read(ResultSet row) throws SQLException {
    String owner = row.getString("owner_name");
    DeviceProfile profile = new DeviceProfile(row.getString("device_id"), row.getString("agent_id"), owner,
        !owner.isEmpty(), row.getString("firmware"), row.getLong("first_seen_ms"), row.getLong("last_seen_ms"));
    return new Row(profile, row.getString("client_id"), row.getString("board"));
  }
}
