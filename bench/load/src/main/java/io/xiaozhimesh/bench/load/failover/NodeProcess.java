package io.xiaozhimesh.bench.load.failover;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A node of the mesh as a process of its own: {@code mesh up} in another JVM with this one's classes. Thread-safe. */
final class NodeProcess {

  private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1",
      "--add-exports", "java.base/jdk.internal.ref=ALL-UNNAMED", "--add-opens", "java.base/java.lang=ALL-UNNAMED",
      "--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens", "java.management/sun.management=ALL-UNNAMED",
      "--add-opens", "jdk.management/com.sun.management.internal=ALL-UNNAMED");

  private final String name;
  private final Process process;
  private final Path log;
  private final CompletableFuture<String> readyLine = new CompletableFuture<>();

  private NodeProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    Thread reader = new Thread(this::read, "node-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Begins it.
   *
   * @param prefix what the command begins with
   * @param properties system properties of the JVM
   * @param environment settings as {@code MESH_…}, beside the node's name
   * @param arguments of {@code mesh up}
   */
  static NodeProcess up(Path folder, String name, List<String> prefix, List<String> properties,
      Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.add("-Dmesh.home=" + System.getProperty("mesh.home", System.getProperty("mesh.root", ".")));
    command.addAll(properties);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.xiaozhimesh.launcher.Main", "up"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("MESH_NODE_NAME", name);
    try {
      return new NodeProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("a node cannot be started", e);
    }
  }

  private void read() {
    try (BufferedReader out = new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      if (line == null) {
        readyLine.completeExceptionally(new IllegalStateException(name + " ended instead of starting:\n" + log()));
      } else {
        readyLine.complete(line);
      }
    } catch (IOException e) {
      readyLine.completeExceptionally(e);
    }
  }

  String name() {
    return name;
  }

  /** The line that says that it serves; fails with its log when it ended instead. */
  CompletableFuture<String> ready() {
    return readyLine;
  }

  boolean isReady() {
    return readyLine.isDone() && !readyLine.isCompletedExceptionally();
  }

  boolean runs() {
    return process.isAlive();
  }

  void kill() {
    process.destroyForcibly();
  }

  void terminate() {
    process.destroy();
  }

  void freeze() {
    signal("-STOP");
  }

  void thaw() {
    signal("-CONT");
  }

  /** Waits until it is gone; only after {@link #kill}. */
  void awaitEnd() {
    process.onExit().join();
  }

  private void signal(String which) {
    try {
      new ProcessBuilder("kill", which, String.valueOf(process.pid())).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("kill " + which, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ')';
    }
  }
}
