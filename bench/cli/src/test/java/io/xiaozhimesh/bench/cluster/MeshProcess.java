package io.xiaozhimesh.bench.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One node of the mesh as a process of its own. To be closed always: it does not end with the test. */
final class MeshProcess implements AutoCloseable {

  private static final long READY_TIMEOUT_S = 120;
  private static final String HAZELCAST_FLAGS = "--add-exports java.base/jdk.internal.ref=ALL-UNNAMED"
      + " --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/sun.nio.ch=ALL-UNNAMED"
      + " --add-opens java.management/sun.management=ALL-UNNAMED"
      + " --add-opens jdk.management/com.sun.management.internal=ALL-UNNAMED";

  private final Process process;
  private final Path log;
  private final CompletableFuture<String> readyLine;

  private MeshProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.readyLine = CompletableFuture.supplyAsync(() -> firstLine(process), task -> {
      Thread reader = new Thread(task, "mesh-process");
      reader.setDaemon(true);
      reader.start();
    });
  }

  /** Begins {@code mesh up} with these arguments; its log goes to a file in the folder. */
  static MeshProcess up(Path folder, String node, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx512m",
        "-XX:TieredStopAtLevel=1", "-Dmesh.home=" + System.getProperty("mesh.root")));
    command.addAll(List.of(HAZELCAST_FLAGS.split(" ")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.xiaozhimesh.launcher.Main", "up"));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(folder, node + "-", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("MESH_NODE_NAME", node);
    return new MeshProcess(builder.start(), log);
  }

  private static String firstLine(Process process) {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return out.readLine();
    } catch (IOException e) {
      return null;
    }
  }

  /** The line that says that it serves; fails with its log when it ended instead. */
  String ready() throws InterruptedException, IOException {
    try {
      String line = readyLine.get(READY_TIMEOUT_S, TimeUnit.SECONDS);
      if (line == null) {
        throw new IllegalStateException("the node ended instead of starting:\n" + log());
      }
      return line;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the node is not ready:\n" + log(), e);
    }
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Asks it to end, as SIGTERM does. */
  void terminate() {
    process.destroy();
  }

  /** Its exit code once it has ended. */
  int exit(long timeoutS) throws InterruptedException {
    if (!process.waitFor(timeoutS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the node still runs");
    }
    return process.exitValue();
  }

  boolean runs() {
    return process.isAlive();
  }

  /** Kills it at once, as SIGKILL does. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
