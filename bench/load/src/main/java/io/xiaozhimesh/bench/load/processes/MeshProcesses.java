package io.xiaozhimesh.bench.load.processes;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A mesh of several processes on loopback that meets no other. However its user ends, by {@link #close}, with an exception
 * or by Ctrl-C, every process is killed and the folder with their configuration and logs is deleted. Thread-safe.
 */
public final class MeshProcesses implements AutoCloseable {

  private static final int FIRST_PORT = 12_000;
  private static final int LAST_PORT = 32_000;
  private static final int MEMBERS_MAX = 32;

  private final Path folder;
  private final JsonObject settings;
  private final List<MeshProcess> started = new CopyOnWriteArrayList<>();
  private final Thread atExit = new Thread(this::end, "mesh-processes-end");
  private volatile boolean ending;

  /**
   * No process yet.
   *
   * @param settings of every node, over those that keep the mesh apart, on loopback and quick to start
   */
  public MeshProcesses(JsonObject settings) {
    this.settings = apart().mergeIn(settings, true);
    try {
      folder = Files.createTempDirectory("mesh-processes-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private static JsonObject apart() {
    return new JsonObject()
        .put("cluster", new JsonObject()
            .put("name", "mesh-" + UUID.randomUUID()).put("secret", UUID.randomUUID().toString())
            .put("port", freePort()).put("portCount", MEMBERS_MAX)
            .put("tcp", new JsonObject().put("members", new JsonArray().add("127.0.0.1")))
            .put("timing", new JsonObject().put("joinWaitS", 0).put("heartbeatMaxS", 8)))
        .put("node", new JsonObject().put("managementPort", 0))
        .put("auth", new JsonObject().put("key", UUID.randomUUID() + "-" + UUID.randomUUID()))
        .put("registry", new JsonObject().put("url", "jdbc:h2:mem:cluster;DB_CLOSE_DELAY=-1"))
        .put("vad", new JsonObject().put("warmUpFrames", 50))
        .put("ota", new JsonObject().put("host", "127.0.0.1").put("port", 0))
        .put("ingress", new JsonObject().put("socket", new JsonObject().put("host", "127.0.0.1").put("port", 0)));
  }

  /** Begins a node with these stages, separated by commas. */
  public MeshProcess start(String name, String stages) {
    return start(name, stages, new JsonObject());
  }

  /** The same with further settings of its own. */
  public MeshProcess start(String name, String stages, JsonObject own) {
    return begin(name, own, Main.class,
        config -> List.of("up", "--cluster", "--config", config.toString(), "--stages", stages));
  }

  /** Begins another program of this class path: its arguments are the configuration's file and this one. */
  public MeshProcess run(String name, Class<?> program, String argument) {
    return begin(name, new JsonObject(), program, config -> List.of(config.toString(), argument));
  }

  private synchronized MeshProcess begin(
      String name, JsonObject own, Class<?> program, Function<Path, List<String>> arguments) {
    if (ending) {
      throw new IllegalStateException("the processes are being ended");
    }
    try {
      Path config = Files.createTempFile(folder, name + "-", ".yaml");
      Files.writeString(config, settings.copy().mergeIn(own, true).encodePrettily());
      MeshProcess process = MeshProcess.run(folder, name, program, arguments.apply(config));
      started.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings that all nodes have, with which a node in this JVM joins them too. */
  public JsonObject settings() {
    return settings.copy();
  }

  /**
   * A port that is free, and below the range from which the kernel gives ports to whoever asks for any: the many sockets of
   * a cluster that starts cannot take it in the meantime.
   */
  public static int freePort() {
    for (int tries = 0; tries < 1_000; tries++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IllegalStateException("no free port");
  }

  /** Kills all of them. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyEnding) {
      // The hook has run or is running: there is nothing left for it to do.
    }
  }

  private synchronized void end() {
    if (ending) {
      return;
    }
    ending = true;
    started.forEach(MeshProcess::kill);
    started.forEach(MeshProcess::close);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
