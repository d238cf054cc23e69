package io.xiaozhimesh.bench.cluster;

import io.xiaozhimesh.bench.load.processes.MeshProcesses;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docker/topology} as its user meets it, with the classes under test instead of the packed jar. */
final class TopologyScript implements AutoCloseable {

  private static final long END_MAX_S = 90;
  private static final Pattern PROCESS = Pattern.compile("^(\\S+) (?:has ended .*)?pid=(\\d+)");
  private static final String RUN = """
      #!/bin/sh
      exec %s -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx384m \
      --add-exports java.base/jdk.internal.ref=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED \
      --add-opens java.base/sun.nio.ch=ALL-UNNAMED --add-opens java.management/sun.management=ALL-UNNAMED \
      --add-opens jdk.management/com.sun.management.internal=ALL-UNNAMED \
      -Dmesh.home=%s -cp '%s' io.xiaozhimesh.launcher.Main "$@"
      """;

  private final Process process;
  private final BufferedReader lines;
  private final Map<String, Long> pids = new HashMap<>();
  private String ready = "";

  private TopologyScript(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  static TopologyScript begin(Path folder, String... options) throws IOException {
    Path root = Path.of(System.getProperty("mesh.root"));
    Path run = Files.writeString(folder.resolve("mesh"), RUN.formatted(
        Path.of(System.getProperty("java.home"), "bin", "java"), root, System.getProperty("java.class.path")));
    run.toFile().setExecutable(true);
    List<String> command = new ArrayList<>(List.of(root.resolve("docker/topology").toString(),
        "--port", String.valueOf(MeshProcesses.freePort()), "--http-port", String.valueOf(MeshProcesses.freePort()),
        "--logs", folder.resolve("logs").toString()));
    Collections.addAll(command, options);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MESH_COMMAND", run.toString());
    return new TopologyScript(builder.start());
  }

  /** Its last line before it serves. */
  String ready() throws IOException {
    ready = lineWith("ready ota=");
    return ready;
  }

  /** The next line with this in it; fails with what it said when it ended before. */
  String lineWith(String part) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      Matcher started = PROCESS.matcher(line);
      if (started.find()) {
        pids.put(started.group(1), Long.parseLong(started.group(2)));
      }
      if (line.contains(part)) {
        return line;
      }
    }
    throw new IllegalStateException("the script ended without \"" + part + "\":\n" + said);
  }

  /** Process ids by name, as far as the lines read so far tell. */
  Map<String, Long> pids() {
    return pids;
  }

  String otaUrl() {
    return told("ota");
  }

  String topUrl() {
    return told("top");
  }

  private String told(String key) {
    Matcher value = Pattern.compile(key + "=(\\S+)").matcher(ready);
    return value.find() ? value.group(1) : "";
  }

  /** Ends it as SIGTERM does. */
  int terminate() throws InterruptedException {
    process.destroy();
    return exit();
  }

  int exit() throws InterruptedException {
    if (!process.waitFor(END_MAX_S, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the script still runs");
    }
    return process.exitValue();
  }

  /** Has it end its processes, and kills what still runs then. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_MAX_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    pids.values().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }
}
