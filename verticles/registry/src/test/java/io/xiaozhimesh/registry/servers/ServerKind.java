package io.xiaozhimesh.registry.servers;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How each database server is set up, started and ended. */
public enum ServerKind {
  POSTGRESQL("postgresql", "postgres", List.of("initdb", "postgres"), "ready to accept connections", "INT") {
    @Override
    void prepare(Unprivileged unprivileged, Path folder) {
      unprivileged.run(List.of(program("initdb"), "-D", folder.resolve("data").toString(), "-U", DatabaseServer.USER,
          "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
    }

    @Override
    List<String> command(Path folder, int port) {
      return List.of(program("postgres"), "-D", folder.resolve("data").toString(), "-p", String.valueOf(port),
          "-c", "listen_addresses=127.0.0.1", "-k", folder.toString(), "-c", "fsync=off", "-c", "lc_messages=C",
          "-c", "shared_buffers=16MB");
    }

    @Override
    String firstDatabase() {
      return "postgres";
    }
  },
  MARIADB("mariadb", "mysql", List.of("mariadb-install-db", "mariadbd"), "ready for connections", "TERM") {
    @Override
    void prepare(Unprivileged unprivileged, Path folder) {
      unprivileged.run(List.of(program("mariadb-install-db"), "--no-defaults", "--datadir=" + folder.resolve("data"),
          "--auth-root-authentication-method=normal", "--skip-test-db", "--innodb-log-file-size=8M"));
      // One statement on each line is what the server takes.
      String user = "'" + DatabaseServer.USER + "'@'localhost'";
      unprivileged.run(List.of("sh", "-c", "printf '%s\\n' \"$1\" \"$2\" > \"$3\"", "users",
          "CREATE USER IF NOT EXISTS " + user + ";", "GRANT ALL ON *.* TO " + user + ";",
          folder.resolve("users.sql").toString()));
    }

    @Override
    List<String> command(Path folder, int port) {
      // Latin-1, in which Chinese has no place: the tables must not depend on what the server was set up with.
      return List.of(program("mariadbd"), "--no-defaults", "--datadir=" + folder.resolve("data"), "--port=" + port,
          "--bind-address=127.0.0.1", "--socket=" + folder.resolve("socket"), "--pid-file=" + folder.resolve("pid"),
          "--init-file=" + folder.resolve("users.sql"), "--character-set-server=latin1",
          "--innodb-flush-log-at-trx-commit=0", "--innodb-log-file-size=8M", "--innodb-buffer-pool-size=32M");
    }

    @Override
    String firstDatabase() {
      return "mysql";
    }
  };

  /** Set where the programs have been installed on purpose: then a missing one is a failure. */
  private static final String REQUIRED = "MESH_TEST_DATABASES";
  private static final List<Path> SYSTEM_FOLDERS = List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"));
  private static final Path POSTGRESQL_FOLDERS = Path.of("/usr/lib/postgresql");

  private final String label;
  private final String systemUser;
  private final List<String> programs;
  private final String readyMark;
  private final String stopSignal;

  ServerKind(String label, String systemUser, List<String> programs, String readyMark, String stopSignal) {
    this.label = label;
    this.systemUser = systemUser;
    this.programs = programs;
    this.readyMark = readyMark;
    this.stopSignal = stopSignal;
  }

  /** Makes an empty cluster of databases in the folder. */
  abstract void prepare(Unprivileged unprivileged, Path folder);

  abstract List<String> command(Path folder, int port);

  /** A database that is there from the beginning. */
  abstract String firstDatabase();

  String url(int port, String database) {
    return "jdbc:" + label + "://127.0.0.1:" + port + '/' + database;
  }

  String label() {
    return label;
  }

  String systemUser() {
    return systemUser;
  }

  String readyMark() {
    return readyMark;
  }

  String stopSignal() {
    return stopSignal;
  }

  void demandPrograms() {
    List<String> missing = programs.stream().filter(p -> find(p).isEmpty()).toList();
    if (missing.isEmpty()) {
      return;
    }
    String reason = "not run on " + label + ": " + String.join(", ", missing) + " not installed";
    if ("required".equals(System.getenv(REQUIRED))) {
      fail(reason);
    }
    System.err.println(reason);
    abort(reason);
  }

  private static String program(String name) {
    return find(name).orElseThrow().toString();
  }

  private static Optional<Path> find(String name) {
    return Stream.concat(newestPostgresql().stream(), SYSTEM_FOLDERS.stream()).map(f -> f.resolve(name))
        .filter(Files::isExecutable).findFirst();
  }

  private static Optional<Path> newestPostgresql() {
    if (!Files.isDirectory(POSTGRESQL_FOLDERS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(POSTGRESQL_FOLDERS)) {
      return versions.map(v -> v.resolve("bin")).filter(b -> Files.isExecutable(b.resolve("initdb")))
          .max(Comparator.comparing((Path b) -> b.toString().length()).thenComparing(Path::toString));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
