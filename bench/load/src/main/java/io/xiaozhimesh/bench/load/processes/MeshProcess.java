package io.xiaozhimesh.bench.load.processes;

import io.xiaozhimesh.launcher.config.MeshHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One node of the mesh as a process of its own. To be closed always: it does not end with whoever started it, unless it
 * belongs to {@link MeshProcesses}. Thread-safe; its methods may block.
 */
public final class MeshProcess implements AutoCloseable {

  private static final long READY_TIMEOUT_S = 120;
  private static final long KILL_TIMEOUT_S = 10;
  private static final String HAZELCAST_FLAGS = "--add-exports java.base/jdk.internal.ref=ALL-UNNAMED"
      + " --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/sun.nio.ch=ALL-UNNAMED"
      + " --add-opens java.management/sun.management=ALL-UNNAMED"
      + " --add-opens jdk.management/com.sun.management.internal=ALL-UNNAMED";

  private static final List<String> FRUGAL_JVM = List.of("-XX:+UseSerialGC", "-Xmx384m", "-XX:TieredStopAtLevel=1");

  private final String name;
  private final Process process;
  private final Path log;
  private final CompletableFuture<String> readyLine;

  private MeshProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.readyLine = CompletableFuture.supplyAsync(() -> firstLine(process), task -> {
      Thread reader = new Thread(task, "mesh-process");
      reader.setDaemon(true);
      reader.start();
    });
  }

  /** Begins a program of this class path with these arguments; its log goes to a file of its own in the folder. */
  static MeshProcess run(Path folder, String name, Class<?> program, List<String> arguments) {
    return run(folder, name, program, FRUGAL_JVM, arguments);
  }

  /** The same with flags of one's own for its JVM. */
  public static MeshProcess run(
      Path folder, String name, Class<?> program, List<String> jvmFlags, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dmesh.home=" + MeshHome.path()));
    command.addAll(jvmFlags);
    command.addAll(List.of(HAZELCAST_FLAGS.split(" ")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    try {
      Path log = Files.createTempFile(folder, name + "-", ".log");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
      builder.environment().put("MESH_NODE_NAME", name);
      return new MeshProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String firstLine(Process process) {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return out.readLine();
    } catch (IOException e) {
      return null;
    }
  }

  /** The name of the node. */
  public String name() {
    return name;
  }

  /** The id of the process, for signals that Java does not send. */
  public long pid() {
    return process.pid();
  }

  /** Waits for the line that says that it serves; fails with its log when it ended instead. */
  public String ready() {
    try {
      String line = readyLine.get(READY_TIMEOUT_S, TimeUnit.SECONDS);
      if (line == null) {
        throw new IllegalStateException("the node " + name + " ended instead of starting:\n" + log());
      }
      return line;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the node " + name + " is not ready:\n" + log(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** One of the values of that line: "ws", "http", "management", …; "" when it is empty or not there. */
  public String told(String key) {
    Matcher value = Pattern.compile("\\b" + key + "=(\\S*)").matcher(ready());
    return value.find() ? value.group(1) : "";
  }

  /** What it has logged so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, as SIGTERM does. */
  public void terminate() {
    process.destroy();
  }

  /** Stops it where it is, as a hung machine does (SIGSTOP). */
  public void freeze() {
    signal("STOP");
  }

  /** Lets it go on after {@link #freeze}. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      int exit = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid())).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + signal + " of " + name + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Its exit code once it has ended; fails when it still runs after so long. */
  public int exit(long timeoutS) {
    try {
      if (!process.waitFor(timeoutS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the node " + name + " still runs:\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether it has not ended yet. */
  public boolean runs() {
    return process.isAlive();
  }

  /** Kills it, as SIGKILL does, and waits until it is gone. */
  @Override
  public void close() {
    kill();
    exit(KILL_TIMEOUT_S);
  }

  void kill() {
    process.destroyForcibly();
  }
}
