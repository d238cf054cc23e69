package io.xiaozhimesh.bench.load.server;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.processes.MeshProcess;
import io.xiaozhimesh.launcher.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A whole mesh in a process of its own, on loopback, with scripted engines and no limits in the way of a crowd. However its
 * user ends, the process is killed and its folder deleted. Blocks; its methods from one thread.
 */
public final class ServerProcess implements AutoCloseable {

  private static final int CROWD = 100_000;
  private static final int HOUR_MS = 3_600_000;
  private static final int IDLE_MS = 110_000;

  private final Path folder;
  private final MeshProcess process;
  private final Thread atExit = new Thread(this::end, "server-process-end");
  private final double readyMs;

  /** Starts it and waits until it is ready; {@code jvmFlags} such as {@code -Xmx1g}. */
  public ServerProcess(JsonObject settings, List<String> jvmFlags) {
    try {
      folder = Files.createTempDirectory("mesh-bench-");
      Path config = folder.resolve("mesh.yaml");
      Files.writeString(config, defaults(folder).mergeIn(settings, true).encodePrettily());
      long startNs = System.nanoTime();
      process = MeshProcess.run(folder, "bench", Main.class, jvmFlags,
          List.of("up", "--config", config.toString()));
      Runtime.getRuntime().addShutdownHook(atExit);
      ready();
      readyMs = (System.nanoTime() - startNs) / 1e6;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void ready() {
    try {
      process.ready();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static JsonObject defaults(Path folder) {
    return new JsonObject()
        .put("node", new JsonObject().put("managementPort", 0))
        .put("auth", new JsonObject().put("key", UUID.randomUUID() + "-" + UUID.randomUUID()))
        .put("registry", new JsonObject().put("url", "jdbc:h2:mem:bench;DB_CLOSE_DELAY=-1"))
        .put("ota", new JsonObject().put("host", "127.0.0.1").put("port", 0))
        .put("ingress", new JsonObject()
            .put("socket", new JsonObject().put("host", "127.0.0.1").put("port", 0).put("backlog", 4_096)
                .put("maxSessions", CROWD).put("handshakesPerSecond", CROWD).put("idleTimeoutMs", HOUR_MS))
            .put("turn", new JsonObject().put("idleTimeoutMs", IDLE_MS)))
        .put("vad", new JsonObject().put("capacity", CROWD))
        .put("plugins", new JsonObject().put("sessionsMax", CROWD))
        .put("asr", new JsonObject().put("engine", "scripted"))
        .put("dialogue", new JsonObject().put("intents", "never").put("llm", new JsonObject().put("provider", "scripted")))
        .put("tts", new JsonObject().put("engine", "scripted").put("engines", new JsonArray().add("scripted")));
  }

  /** From its launch to the line that says that it serves, in milliseconds. */
  public double readyMs() {
    return readyMs;
  }

  /** Where devices boot. */
  public String otaUrl() {
    return process.told("http") + "/xiaozhi/ota/";
  }

  /** Where devices talk. */
  public String url() {
    return process.told("ws");
  }

  /** The address of its metrics, without a path. */
  public String management() {
    return process.told("management");
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean runs() {
    return process.runs();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyEnding) {
      // The hook has run or is running.
    }
  }

  private synchronized void end() {
    process.close();
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
