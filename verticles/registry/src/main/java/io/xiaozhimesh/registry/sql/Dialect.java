package io.xiaozhimesh.registry.sql;

import java.sql.SQLException;
import java.util.Map;

/** Everything that differs between databases. Chosen by the JDBC address. */
public enum Dialect {
  /** Embedded; the default. Every commit is in the file before it is acknowledged: a killed process loses nothing. */
  H2("jdbc:h2:", Map.of("idType", "VARCHAR(128)", "longText", "VARCHAR(16000)")),
  /** For a cluster. */
  POSTGRESQL("jdbc:postgresql:", Map.of("idType", "VARCHAR(128)", "longText", "TEXT")),
  /** For a cluster. Ids are compared by their bytes, as everywhere else. */
  MYSQL("jdbc:mysql:", Map.of("idType", "VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
      "longText", "MEDIUMTEXT CHARACTER SET utf8mb4"));

  private static final String IN_MEMORY = "jdbc:h2:mem:";

  private final String prefix;
  private final Map<String, String> columnTypes;

  Dialect(String prefix, Map<String, String> columnTypes) {
    this.prefix = prefix;
    this.columnTypes = columnTypes;
  }

  /** The dialect of a JDBC address; fails with the kinds that exist. */
  public static Dialect of(String url) {
    for (Dialect d : values()) {
      if (url.startsWith(d.prefix)) {
        return d;
      }
    }
    throw new IllegalArgumentException("registry.url must begin with jdbc:h2:, jdbc:postgresql: or jdbc:mysql:");
  }

  /** The placeholders of the migrations. */
  Map<String, String> columnTypes() {
    return columnTypes;
  }

  /**
   * The address with what this database needs to be durable, to be closed by us alone, and to write what was said to no
   * trace file.
   */
  String complete(String url) {
    if (this != H2) {
      return url;
    }
    String life = isInMemory(url) ? ";DB_CLOSE_DELAY=-1" : ";WRITE_DELAY=0";
    return url + life + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
  }

  /** Whether the data lives in this JVM only and must be given up on close. */
  static boolean isInMemory(String url) {
    return url.startsWith(IN_MEMORY);
  }

  /** Whether a row with this key is already there. H2 and PostgreSQL report 23505, MySQL 23000 for every constraint. */
  static boolean isDuplicate(SQLException e) {
    return "23505".equals(e.getSQLState()) || "23000".equals(e.getSQLState());
  }
}
