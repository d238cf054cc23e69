package io.xiaozhimesh.registry.sql;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Owns the table {@code device_name}: how people call their devices. Blocking, thread-safe. */
public final class NameTable {

  private static final int NAME_CHARS_MAX = 64;

  private final Database database;

  /** The table in this database. */
  public NameTable(Database database) {
    this.database = database;
  }

  /** Gives a device a name in the place of the one before; "" forgets it. */
  public void name(String deviceId, String name) {
    String plain = plain(name);
    if (plain.length() > NAME_CHARS_MAX) {
      throw new MeshException(MeshError.BAD_REQUEST, "a name has at most " + NAME_CHARS_MAX + " letters");
    }
    database.transaction(connection -> {
      Statements.update(connection, "DELETE FROM device_name WHERE device_id = ?", deviceId);
      return plain.isEmpty() ? 0 : Statements.update(connection,
          "INSERT INTO device_name (device_id, spoken_name) VALUES (?, ?)", deviceId, plain);
    });
  }

  /** The device of this owner that is called so; the one that was met last where there are several. */
  public Optional<String> find(String owner, String name) {
    return database.call(connection -> Statements.first(connection,
        "SELECT d.device_id FROM device d JOIN device_name n ON n.device_id = d.device_id"
            + " WHERE d.owner_name = ? AND n.spoken_name = ? ORDER BY d.last_seen_ms DESC",
        row -> row.getString(1), owner, plain(name)));
  }

  /** What of a spoken name counts: letters and digits, without case, width and "the". */
  static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip()
        .replaceFirst("^(?:the|my)\\s+", "").replaceAll("[^\\p{L}\\p{N}]+", "");
  }
}
