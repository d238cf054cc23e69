package io.xiaozhimesh.registry.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Everything that differs between databases. Chosen by the JDBC address.
 *
 * <p>The limits of time that an address gets unless it sets its own: 2 s to connect, 15 s for an answer, more than the
 * 10 s that a starting registry may wait for the lock under which another one makes the tables.
 */
public enum Dialect {
  /** Embedded; the default. Every commit is in the file before it is acknowledged: a killed process loses nothing. */
  H2(List.of("jdbc:h2:"), Map.of("idType", "VARCHAR(128)", "longText", "VARCHAR(16000)")),
  /** For a cluster. Its driver counts in seconds. */
  POSTGRESQL(List.of("jdbc:postgresql:"), Map.of("idType", "VARCHAR(128)", "longText", "TEXT"),
      "connectTimeout=2", "socketTimeout=15", "tcpKeepAlive=true"),
  /**
   * MariaDB and MySQL, for a cluster. Ids are compared by their bytes, as everywhere else. Its driver counts in
   * milliseconds.
   */
  MYSQL(List.of("jdbc:mariadb:", "jdbc:mysql:"),
      Map.of("idType", "VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
          "longText", "MEDIUMTEXT CHARACTER SET utf8mb4"),
      "connectTimeout=2000", "socketTimeout=15000");

  private static final String IN_MEMORY = "jdbc:h2:mem:";
  private static final String EVERY_DATABASE = "classpath:db/migration";
  private static final int MYSQL_DUPLICATE_ENTRY = 1062;
  /** SQL states of a lost connection, and of a PostgreSQL that stops or starts. */
  private static final List<String> UNREACHABLE_STATES = List.of("08", "57P0");

  private final List<String> prefixes;
  private final Map<String, String> columnTypes;
  private final List<String> parameters;

  Dialect(List<String> prefixes, Map<String, String> columnTypes, String... parameters) {
    this.prefixes = prefixes;
    this.columnTypes = columnTypes;
    this.parameters = List.of(parameters);
  }

  /** The dialect of a JDBC address; fails with the kinds that exist. */
  public static Dialect of(String url) {
    for (Dialect d : values()) {
      if (d.prefixes.stream().anyMatch(url::startsWith)) {
        return d;
      }
    }
    throw new IllegalArgumentException(
        "registry.url must begin with jdbc:h2:, jdbc:postgresql:, jdbc:mariadb: or jdbc:mysql:");
  }

  /** The placeholders of the migrations. */
  Map<String, String> columnTypes() {
    return columnTypes;
  }

  /** Where the migrations lie. */
  String[] migrations() {
    return this == MYSQL ? new String[] {EVERY_DATABASE, "classpath:db/mysql"} : new String[] {EVERY_DATABASE};
  }

  /**
   * The address with what this database needs to be durable, to be closed by us alone, to write what was said to no
   * trace file, and not to be waited for without end. The one driver for MariaDB and MySQL knows its own prefix only.
   */
  String complete(String url) {
    if (this == H2) {
      String life = isInMemory(url) ? ";DB_CLOSE_DELAY=-1" : ";WRITE_DELAY=0";
      return url + life + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    }
    String completed = this == MYSQL ? url.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:") : url;
    for (String parameter : parameters) {
      completed = with(parameter, completed);
    }
    return completed;
  }

  private static String with(String parameter, String url) {
    String name = parameter.substring(0, parameter.indexOf('=') + 1);
    return url.contains("?" + name) || url.contains("&" + name) ? url
        : url + (url.contains("?") ? '&' : '?') + parameter;
  }

  /** Whether the data lives in this JVM only and must be given up on close. */
  static boolean isInMemory(String url) {
    return url.startsWith(IN_MEMORY);
  }

  /**
   * Whether a row with this key is already there. H2 and PostgreSQL report the state 23505; MySQL has 23000 for every
   * constraint and an error code for this one.
   */
  static boolean isDuplicate(SQLException e) {
    return "23505".equals(e.getSQLState()) || e.getErrorCode() == MYSQL_DUPLICATE_ENTRY;
  }

  /** Whether the database was not there or went away, so that the same request may succeed later. */
  static boolean isUnreachable(SQLException e) {
    String state = e.getSQLState();
    return state != null && UNREACHABLE_STATES.stream().anyMatch(state::startsWith);
  }
}
