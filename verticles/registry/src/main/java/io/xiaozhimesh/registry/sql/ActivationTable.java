package io.xiaozhimesh.registry.sql;

import io.xiaozhimesh.protocol.bus.ActivationState;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.registry.internal.ActivationCodes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Owns the table {@code activation}: at most one pending code per device, each code pending for at most one device.
 * Blocking, thread-safe.
 */
public final class ActivationTable {

  private static final int ATTEMPTS_MAX = 10;
  private static final ActivationState BOUND = new ActivationState(true, "", "", 0);

  private final Database database;
  private final DeviceTable devices;
  private final ActivationCodes codes;
  private final long codeLifeMs;
  private final int pendingMax;

  /**
   * @param devices the table of devices in the same database
   * @param codeLifeMs how long a code is valid
   * @param pendingMax codes pending at once; more are refused, because guessing one would become easy
   */
  public ActivationTable(
      Database database, DeviceTable devices, ActivationCodes codes, long codeLifeMs, int pendingMax) {
    this.database = database;
    this.devices = devices;
    this.codes = codes;
    this.codeLifeMs = codeLifeMs;
    this.pendingMax = pendingMax;
  }

  /** The state of a device; gives it a code when it has none that is valid. The same code until that expires. */
  public ActivationState state(String deviceId, long nowMs) {
    return database.call(connection -> {
      if (DeviceTable.isBound(connection, deviceId)) {
        return BOUND;
      }
      for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
        Optional<ActivationState> pending = pending(connection, deviceId, nowMs);
        if (pending.isPresent()) {
          return pending.get();
        }
        create(connection, deviceId, nowMs);
      }
      throw new MeshException(MeshError.OVERLOADED, "no free activation code found");
    });
  }

  /** Gives the device that shows this code an owner. Empty when the code is unknown or has expired. */
  public Optional<DeviceProfile> bind(String code, String owner, long nowMs) {
    return database.transaction(connection -> {
      Optional<String> deviceId = Statements.first(connection,
          "SELECT device_id FROM activation WHERE code = ? AND expires_at_ms > ?",
          row -> row.getString(1), code, nowMs);
      if (deviceId.isEmpty()
          || Statements.update(connection, "DELETE FROM activation WHERE code = ?", code) == 0) {
        return Optional.empty();
      }
      return Optional.of(DeviceTable.bind(connection, deviceId.get(), owner));
    });
  }

  /** Forgets the codes that have expired. Answers how many those were. */
  public int eraseExpired(long nowMs) {
    return database.call(connection -> eraseExpired(connection, nowMs));
  }

  private void create(Connection connection, String deviceId, long nowMs) throws SQLException {
    eraseExpired(connection, nowMs);
    int pending = Statements.first(connection, "SELECT COUNT(*) FROM activation", row -> row.getInt(1)).orElse(0);
    if (pending >= pendingMax) {
      throw new MeshException(MeshError.OVERLOADED, "too many activation codes are pending");
    }
    devices.ensure(connection, deviceId, nowMs);
    Statements.insert(connection,
        "INSERT INTO activation (device_id, code, challenge, expires_at_ms) VALUES (?, ?, ?, ?)",
        deviceId, codes.code(), codes.challenge(), nowMs + codeLifeMs);
  }

  private static int eraseExpired(Connection connection, long nowMs) throws SQLException {
    return Statements.update(connection, "DELETE FROM activation WHERE expires_at_ms <= ?", nowMs);
  }

  private static Optional<ActivationState> pending(Connection connection, String deviceId, long nowMs)
      throws SQLException {
    return Statements.first(connection,
        "SELECT code, challenge, expires_at_ms FROM activation WHERE device_id = ? AND expires_at_ms > ?",
        ActivationTable::read, deviceId, nowMs);
  }

  private static ActivationState read(ResultSet row) throws SQLException {
    return new ActivationState(false, row.getString(1), row.getString(2), row.getLong(3));
  }
}
