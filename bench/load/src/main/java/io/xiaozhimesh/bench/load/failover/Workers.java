package io.xiaozhimesh.bench.load.failover;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.engines.SlowLookup;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.NodeAnnounced;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.stage.MeshBus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The worker processes of a mesh: so many places for each stage, each with one process, and another one there when it has
 * ended. Used by the main thread.
 */
final class Workers implements AutoCloseable {

  private static final long NS_PER_MS = 1_000_000;
  private static final long HEARD_MS_MAX = 1_500;
  /** The owner has begun to use a worker by then, and what was thawed has said all that it had to say. */
  private static final long SETTLED_MS = 1_500;
  private static final int PORTS = 60;
  private static final int STARTING_MAX = 2;

  private final Path folder;
  private final Path lookups;
  private final NodeNetwork network;
  private final Path config;
  private final List<Worker> workers = new ArrayList<>();
  private final Map<String, Long> readyHeardNs = new ConcurrentHashMap<>();
  private int started;

  /** So many places for each of these stages. */
  Workers(Path folder, NodeNetwork network, int perStage, Set<Role> stages) {
    this.folder = folder;
    this.network = network;
    try {
      this.lookups = Files.createDirectories(folder.resolve("lookups"));
      this.config = Files.writeString(folder.resolve("mesh.yaml"), settings(network).encodePrettily());
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the benchmark cannot be written", e);
    }
    for (int i = 0; i < perStage; i++) {
      stages.forEach(role -> workers.add(new Worker(role, workers.size())));
    }
  }

  /** What all nodes are told. */
  Path config() {
    return config;
  }

  Path lookups() {
    return lookups;
  }

  List<Worker> all() {
    return workers;
  }

  /** The engines by which it can be told what was lost; nobody says anything to pass the time. */
  static JsonObject engines() {
    return new JsonObject()
        .put("vad", new JsonObject().put("warmUpFrames", 50))
        .put("asr", new JsonObject().put("engine", "spotting"))
        .put("dialogue", new JsonObject().put("intents", "never").put("llm", new JsonObject().put("provider", "teller"))
            .put("speech", new JsonObject().put("patienceMs", 0)).put("tools", new JsonObject().put("fillerAfterMs", 0)))
        .put("tts", new JsonObject().put("engine", "tones").put("engines", new JsonArray().add("tones"))
            .put("warmUpFrames", 50).put("cache", new JsonObject().put("entriesMax", 0)))
        .put("plugins", new JsonObject().put("dir", "").put("tools", new JsonArray().add(SlowLookup.NAME)));
  }

  private static JsonObject settings(NodeNetwork network) {
    int port = freePort();
    return engines()
        .put("cluster", new JsonObject().put("name", "bench-" + UUID.randomUUID())
            .put("secret", UUID.randomUUID().toString()).put("port", port).put("portCount", PORTS)
            .put("tcp", new JsonObject().put("members", new JsonArray().add(network.frontHost() + ':' + port)))
            .put("timing", new JsonObject().put("joinWaitS", 0)))
        .put("node", new JsonObject().put("managementPort", -1))
        .put("auth", new JsonObject().put("key", UUID.randomUUID() + "-" + UUID.randomUUID()))
        .put("registry", new JsonObject().put("url", "jdbc:h2:mem:bench-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"))
        .put("ingress", new JsonObject().put("socket", new JsonObject().put("host", "127.0.0.1").put("port", 0)))
        .put("ota", new JsonObject().put("host", "127.0.0.1").put("port", 0));
  }

  private static int freePort() {
    for (int tries = 0; tries < 1_000; tries++) {
      int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IllegalStateException("no free port");
  }

  /** Hears who is ready, on the bus of the front node. */
  void listen(MeshBus bus) {
    bus.subscribe(Addresses.ANNOUNCE, NodeAnnounced.class, announced -> {
      if (announced.state() == NodeState.READY) {
        readyHeardNs.put(announced.node(), System.nanoTime());
      } else {
        readyHeardNs.remove(announced.node());
      }
    });
  }

  /** Begins a process at the place; it is up when it is heard of as ready. */
  private void start(Worker worker) {
    String name = worker.role.key() + '-' + worker.place + '-' + started++;
    try {
      Files.createDirectories(lookups.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the benchmark cannot be written", e);
    }
    worker.process = NodeProcess.up(folder, name, network.prefix(worker.place),
        List.of("-D" + SlowLookup.FOLDER + "=" + lookups.resolve(name)),
        Map.of("MESH_CLUSTER_HOST", network.host(worker.place)),
        "--cluster", "--config", config.toString(), "--stages", worker.role.key());
    worker.state = Worker.State.STARTING;
  }

  /** Strikes a worker; freezing and cutting last until then. */
  void strike(Worker worker, Blow blow, long lastsMs) {
    worker.state = Worker.State.STRUCK;
    worker.blow = blow;
    worker.untilNs = System.nanoTime() + lastsMs * NS_PER_MS;
    switch (blow) {
      case KILL -> worker.process.kill();
      case TERM -> worker.process.terminate();
      case FREEZE -> worker.process.freeze();
      case PARTITION -> network.cut(worker.place);
    }
  }

  /** Takes note of who has become ready or has ended, and undoes blows that have lasted long enough. */
  void tend() {
    for (Worker worker : workers) {
      switch (worker.state) {
        case STRUCK -> recover(worker);
        case STARTING -> {
          if (worker.process == null) {
            startIfQuiet(worker);
          } else if (worker.process.ready().isCompletedExceptionally()) {
            worker.process.ready().join();
          } else if (worker.process.isReady() && isHeard(worker)) {
            worker.state = Worker.State.UP;
            worker.upSinceNs = System.nanoTime();
          }
        }
        case UP -> {
          if (!worker.process.runs()) {
            throw new IllegalStateException(worker.process.name() + " has ended by itself, see its log");
          }
        }
      }
    }
  }

  private void recover(Worker worker) {
    boolean ends = worker.blow == Blow.KILL || worker.blow == Blow.TERM;
    if (ends && !worker.process.runs()) {
      startIfQuiet(worker);
    } else if (!ends && System.nanoTime() >= worker.untilNs) {
      undo(worker);
      worker.state = Worker.State.STARTING;
      readyHeardNs.remove(worker.process.name());
    }
  }

  /** Many JVMs that start at once would be a load of their own. */
  private void startIfQuiet(Worker worker) {
    long starting = workers.stream().filter(w -> w.state == Worker.State.STARTING && w.process != null
        && !w.process.isReady()).count();
    if (starting < STARTING_MAX) {
      start(worker);
    }
  }

  private void undo(Worker worker) {
    if (worker.blow == Blow.FREEZE) {
      worker.process.thaw();
    } else {
      network.mend(worker.place);
    }
  }

  private boolean isHeard(Worker worker) {
    Long heardNs = readyHeardNs.get(worker.process.name());
    return heardNs != null && System.nanoTime() - heardNs < HEARD_MS_MAX * NS_PER_MS;
  }

  /** Whether the worker may be struck: it serves, and so does another of its stage. */
  boolean mayStrike(Worker worker) {
    return isSettled(worker) && workers.stream()
        .anyMatch(other -> other != worker && other.role == worker.role && isSettled(other));
  }

  private boolean isSettled(Worker worker) {
    return worker.state == Worker.State.UP && isHeard(worker)
        && System.nanoTime() - worker.upSinceNs > SETTLED_MS * NS_PER_MS;
  }

  /** How many are not at work. */
  long missing() {
    return workers.stream().filter(worker -> worker.state != Worker.State.UP).count();
  }

  @Override
  public void close() {
    List<Worker> begun = workers.stream().filter(worker -> worker.process != null).toList();
    begun.forEach(worker -> worker.process.kill());
    begun.forEach(worker -> worker.process.awaitEnd());
  }
}
