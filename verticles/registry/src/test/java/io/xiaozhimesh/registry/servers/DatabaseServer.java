package io.xiaozhimesh.registry.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real database server out of the system's packages, with a folder and a port of its own, under a user without rights:
 * these servers refuse root. Anybody on this machine may log in as {@code mesh} without a password, and what it keeps is
 * not synchronised to the disk; it is deleted at the end.
 */
public final class DatabaseServer implements AutoCloseable {

  /** Who logs in. */
  public static final String USER = "mesh";

  private static final long READY_MAX_S = 60;
  private static final long STOP_MAX_S = 20;
  private static final int STARTS_MAX = 3;
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final Map<ServerKind, DatabaseServer> SHARED = new EnumMap<>(ServerKind.class);

  private final ServerKind kind;
  private final Unprivileged user;
  private final Path folder;
  private int port;
  private Process process;

  private DatabaseServer(ServerKind kind) {
    this.kind = kind;
    this.user = Unprivileged.named(kind.systemUser());
    this.folder = Path.of(user.run(List.of("mktemp", "-d", "/tmp/mesh-" + kind.label() + "-XXXXXX")).strip());
  }

  /**
   * The one server of this kind for all tests of this JVM, which ends with it. A test that asks for a server whose
   * programs are not installed is reported as skipped with the reason, or fails where they are demanded.
   */
  public static synchronized DatabaseServer shared(ServerKind kind) {
    return SHARED.computeIfAbsent(kind, k -> {
      DatabaseServer server = started(k);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end-" + k.label()));
      return server;
    });
  }

  /** Another server, for a test that stops it. To be closed. */
  public static DatabaseServer started(ServerKind kind) {
    kind.demandPrograms();
    DatabaseServer server = new DatabaseServer(kind);
    try {
      kind.prepare(server.user, server.folder);
      server.start();
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Makes a database and answers its JDBC address. */
  public String emptyDatabaseUrl() {
    String name = "mesh_" + DATABASES.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(kind.url(port, kind.firstDatabase()), USER, "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return kind.url(port, name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make a database", e);
    }
  }

  /** Starts it, again on the port that it had before. */
  public void start() {
    for (int tries = 1; process == null; tries++) {
      port = port == 0 ? freePort() : port;
      process = launched();
      if (process == null && tries == STARTS_MAX) {
        throw new IllegalStateException(kind.label() + " does not start");
      }
    }
  }

  private Process launched() {
    Process started = user.start(kind.command(folder, port));
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(started, ready), "log-of-" + kind.label());
    reader.setDaemon(true);
    reader.start();
    if (ready.completeOnTimeout(false, READY_MAX_S, TimeUnit.SECONDS).join()) {
      return started;
    }
    started.destroyForcibly();
    return null;
  }

  /** Reads to the end, so that the server never waits for a reader. */
  private void read(Process started, CompletableFuture<Boolean> ready) {
    StringBuilder log = new StringBuilder();
    try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!ready.isDone()) {
          log.append(line).append('\n');
        }
        if (line.contains(kind.readyMark())) {
          ready.complete(true);
        }
      }
    } catch (IOException e) {
      log.append(e.getMessage());
    }
    if (ready.complete(false)) {
      System.err.println(log);
    }
  }

  /** Ends it and with it every connection, without waiting for anybody who is connected. */
  public void stop() {
    if (process == null) {
      return;
    }
    signal(kind.stopSignal());
    try {
      if (!process.waitFor(STOP_MAX_S, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    process = null;
  }

  /** Takes every thread and process of it off the processor: it is there and answers nothing. */
  public void freeze() {
    signalAll("STOP");
  }

  /** Lets it go on after {@link #freeze()}. */
  public void thaw() {
    signalAll("CONT");
  }

  private void signalAll(String signal) {
    Stream.concat(Stream.of(process.toHandle()), process.descendants()).map(ProcessHandle::pid)
        .forEach(pid -> Unprivileged.self().run(List.of("kill", "-" + signal, String.valueOf(pid))));
  }

  private void signal(String signal) {
    Unprivileged.self().run(List.of("kill", "-" + signal, String.valueOf(process.pid())));
  }

  @Override
  public void close() {
    stop();
    Unprivileged.self().run(List.of("rm", "-rf", folder.toString()));
  }

  /** Free, and below the range from which the kernel gives ports to whoever asks for any. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(ThreadLocalRandom.current().nextInt(12_000, 32_000))) {
      return socket.getLocalPort();
    } catch (IOException taken) {
      return anyPort();
    }
  }

  private static int anyPort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
