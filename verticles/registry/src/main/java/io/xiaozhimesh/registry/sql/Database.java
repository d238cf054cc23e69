package io.xiaozhimesh.registry.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.flywaydb.core.Flyway;

/**
 * The connections to one database whose tables are up to date. Each call blocks its thread; thread-safe. A failure is a
 * {@link MeshException}: UNAVAILABLE when no connection can be had, PROVIDER_FAILED otherwise.
 */
public final class Database implements AutoCloseable {

  /** How long a call waits for a connection, in milliseconds. */
  private static final long CONNECTION_WAIT_MS_MAX = 2_000;
  /** How long a connection may take to show that it still stands, in milliseconds. */
  private static final long VALIDATION_MS_MAX = 1_000;

  /** What is done with a connection in auto-commit mode. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private final HikariDataSource pool;
  private final boolean inMemory;

  private Database(HikariDataSource pool, boolean inMemory) {
    this.pool = pool;
    this.inMemory = inMemory;
  }

  /**
   * Connects and brings the tables up to date.
   *
   * @param url JDBC address; the dialect completes it
   * @param connections how many are held
   */
  public static Database open(String url, String user, String password, int connections) {
    Dialect dialect = Dialect.of(url);
    HikariConfig config = new HikariConfig();
    config.setPoolName("registry");
    config.setJdbcUrl(dialect.complete(url));
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(CONNECTION_WAIT_MS_MAX);
    config.setValidationTimeout(VALIDATION_MS_MAX);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    HikariDataSource pool = new HikariDataSource(config);
    try {
      Flyway.configure().dataSource(config.getJdbcUrl(), user, password).locations(dialect.migrations())
          .placeholders(dialect.columnTypes()).load().migrate();
      return new Database(pool, Dialect.isInMemory(url));
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  <T> T call(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** All of it or nothing. */
  <T> T transaction(Work<T> work) {
    return call(connection -> {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    });
  }

  /** A connection that is lost cannot be rolled back either; the first failure is the one to tell. */
  private static void rollback(Connection connection, Exception failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private static MeshException failure(SQLException e) {
    boolean unreachable = e instanceof SQLTransientConnectionException || Dialect.isUnreachable(e);
    return new MeshException(unreachable ? MeshError.UNAVAILABLE : MeshError.PROVIDER_FAILED,
        "the database failed with SQL state " + e.getSQLState(), e);
  }

  @Override
  public void close() {
    if (inMemory) {
      call(connection -> Statements.update(connection, "SET DB_CLOSE_DELAY 0"));
    }
    pool.close();
  }
}
