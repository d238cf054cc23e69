package io.xiaozhimesh.bench.load.hop;

import io.xiaozhimesh.launcher.config.MeshHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An echo in Python or Node as a process of its own, made with the worker kit. To be closed always. */
public final class EchoWorker implements AutoCloseable {

  private static final Path WORKERS = MeshHome.path().resolve("bench/load/workers");
  private static final Path KITS = MeshHome.path().resolve("verticles/polyglot");
  private static final long PROBE_S = 20;
  private static final long END_S = 5;

  /**
   * A language.
   *
   * @param name for people
   * @param tool what its echo offers
   * @param missing what has to be installed here before it can run; "" when nothing
   * @param command that runs it, but for the bridge's address
   * @param environment what it needs besides
   */
  public record Kit(String name, String tool, String missing, List<String> command, Map<String, String> environment) {

    /** Its echo, which connects to this bridge. */
    public EchoWorker start(String bridgeUrl, String token) {
      return new EchoWorker(this, bridgeUrl, token);
    }
  }

  private final Process process;

  private EchoWorker(Kit kit, String bridgeUrl, String token) {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(kit.command())).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.command().add(bridgeUrl);
    builder.environment().putAll(kit.environment());
    builder.environment().put("MESH_WORKER_TOKEN", token);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Python of {@code MESH_PYTHON}, else of the search path. */
  public static Kit python() {
    return python(System.getenv().getOrDefault("MESH_PYTHON", "python3"));
  }

  static Kit python(String program) {
    Path script = WORKERS.resolve("hop_echo.py");
    String missing = !Files.isRegularFile(script) ? "a clone with " + script
        : !succeeds(program, "-c", "import websockets") ? "websockets: pip install websockets; MESH_PYTHON names the Python"
        : "";
    return new Kit("Python", "hop_echo_python", missing, List.of(program, script.toString()),
        Map.of("PYTHONPATH", KITS.resolve("python/src").toString()));
  }

  /** Node of the search path, with the kit's libraries in its folder. */
  public static Kit node() {
    return node("node", KITS.resolve("node/node_modules/ws"));
  }

  static Kit node(String program, Path library) {
    Path script = WORKERS.resolve("hop_echo.mjs");
    String missing = !Files.isRegularFile(script) ? "a clone with " + script
        : !succeeds(program, "--version") ? "Node 18 or later"
        : !Files.isDirectory(library) ? "the kit's libraries: npm ci in verticles/polyglot/node"
        : "";
    return new Kit("Node", "hop_echo_node", missing, List.of(program, script.toString()), Map.of());
  }

  private static boolean succeeds(String... command) {
    try {
      Process probe = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      if (!probe.waitFor(PROBE_S, TimeUnit.SECONDS)) {
        probe.destroyForcibly();
        return false;
      }
      return probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Asks it to end and waits a little; then it is killed. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(END_S, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
