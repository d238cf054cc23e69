package io.xiaozhimesh.bench.polyglot;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A worker in Python or Node as a process of its own. To be closed always. Thread-safe. */
final class WorkerProcess implements AutoCloseable {

  static final String TOKEN = "a-token-of-the-test";

  /** Set where the kits have been installed on purpose: then a missing one is a failure. */
  private static final String REQUIRED = "MESH_TEST_WORKERS";
  private static final Path ROOT = Path.of(System.getProperty("mesh.root"));
  private static final Path PYTHON = ROOT.resolve("verticles/polyglot/python");
  private static final Path NODE = ROOT.resolve("verticles/polyglot/node");
  private static final long LINE_MAX_S = 60;

  private record Awaited(String part, CompletableFuture<String> line) {
  }

  private final Process process;
  private final StringBuilder log = new StringBuilder();
  private final List<Awaited> awaited = new ArrayList<>();

  private WorkerProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "worker-process");
    reader.setDaemon(true);
    reader.start();
  }

  /** The recogniser that tells of its utterances. */
  static WorkerProcess toldAsr(String name, String url, Map<String, String> more) throws IOException {
    return python(ROOT.resolve("bench/cli/src/test/python/told_asr.py"), name, url, more);
  }

  /** An example of the Python kit. */
  static WorkerProcess pythonExample(String file, String name, String url) throws IOException {
    return python(PYTHON.resolve("examples").resolve(file), name, url, Map.of());
  }

  private static WorkerProcess python(Path script, String name, String url, Map<String, String> more)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(pythonProgram(), script.toString(), url);
    builder.environment().put("PYTHONPATH", PYTHON.resolve("src") + ":" + PYTHON.resolve("examples"));
    builder.environment().putAll(more);
    return begin(builder, name);
  }

  /** An example of the Node kit. */
  static WorkerProcess nodeExample(String file, String name, String url) throws IOException {
    return begin(new ProcessBuilder("node", NODE.resolve("examples").resolve(file).toString(), url), name);
  }

  private static WorkerProcess begin(ProcessBuilder builder, String name) throws IOException {
    builder.environment().put("MESH_WORKER_NAME", name);
    builder.environment().put("MESH_WORKER_TOKEN", TOKEN);
    return new WorkerProcess(builder.redirectErrorStream(true).start());
  }

  /** Reports the test as skipped, or failed where they are demanded, unless the Python kit and PocketSphinx run here. */
  static void demandPython() {
    demand(succeeds(pythonProgram(), "-c", "import websockets, pocketsphinx"),
        "not run in Python: " + pythonProgram() + " (or MESH_PYTHON) lacks websockets or pocketsphinx");
  }

  /** The same for the Node kit and eSpeak NG. */
  static void demandNode() {
    demand(succeeds("node", "--version") && Files.isDirectory(NODE.resolve("node_modules/ws")),
        "not run in Node: no node, or npm ci was not called in verticles/polyglot/node");
    demand(succeeds("espeak-ng", "--version"), "not run in Node: espeak-ng is not installed");
  }

  private static void demand(boolean there, String otherwise) {
    if (there) {
      return;
    }
    if ("required".equals(System.getenv(REQUIRED))) {
      fail(otherwise);
    }
    System.err.println(otherwise);
    abort(otherwise);
  }

  private static String pythonProgram() {
    return System.getenv().getOrDefault("MESH_PYTHON", "python3");
  }

  private static boolean succeeds(String... command) {
    try {
      Process probe = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return probe.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard(line);
      }
    } catch (IOException e) {
      heard(e.toString());
    }
    heard("(ended)");
  }

  private synchronized void heard(String line) {
    log.append(line).append('\n');
    awaited.stream().filter(a -> line.contains(a.part())).forEach(a -> a.line().complete(line));
  }

  /** Completes with a line that holds this, one that came already or the next; fails after a minute. */
  synchronized CompletableFuture<WorkerProcess> told(String part) {
    CompletableFuture<String> line = new CompletableFuture<>();
    awaited.add(new Awaited(part, line));
    log.toString().lines().filter(l -> l.contains(part)).findFirst().ifPresent(line::complete);
    return line.orTimeout(LINE_MAX_S, TimeUnit.SECONDS).handle((l, late) -> {
      if (late != null) {
        throw new IllegalStateException("the worker did not say \"" + part + "\":\n" + log());
      }
      return this;
    });
  }

  synchronized String log() {
    return log.toString();
  }

  /** Asks it to end, as SIGTERM does. */
  void terminate() {
    process.destroy();
  }

  /** Ends it at once, as SIGKILL does. */
  void kill() {
    process.destroyForcibly();
  }

  int exit() throws InterruptedException {
    if (!process.waitFor(LINE_MAX_S, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the worker still runs:\n" + log());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
