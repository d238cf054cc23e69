package io.xiaozhimesh.bench.load.failover;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.DeviceListener;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.bench.device.ScriptedDevice;
import io.xiaozhimesh.bench.device.firmware.DeviceBoard;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.launcher.config.MeshHome;
import io.xiaozhimesh.launcher.models.RequiredModels;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.vad.VadOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run: devices talk to a mesh of many processes, and again and again the worker is struck that holds the lease of a
 * turn which stands where it is wanted. This process is the owner of the sessions; every worker is a process of its own.
 * Blocks; for the main thread.
 */
public final class FailoverRun {

  /** The stages whose workers hold leases or run tools. */
  public static final Set<Role> WORKERS =
      Collections.unmodifiableSet(EnumSet.of(Role.VAD, Role.ASR, Role.DIALOGUE, Role.TTS, Role.PLUGINS));

  private static final int PER_STAGE = 2;
  private static final int MISSING_MAX = 4;
  /** A turn survives three lost workers by design; nobody is struck who would be its third. */
  private static final int LOSSES_MAX = 2;
  private static final long LOOK_EVERY_MS = 25;
  private static final long BETWEEN_BLOWS_MS = 700;
  private static final long READY_MS_MAX = 180_000;
  private static final long LAST_TURNS_MS_MAX = 60_000;
  private static final int TELL_EVERY = 10;

  private final Consumer<String> progress;
  private final Random random;
  private final Set<Role> stages;
  private final Set<Blow> blows;
  private final Tally tally = new Tally();
  private Path folder;
  private Workers workers;
  private Leases leases;
  private boolean cuts;

  /**
   * A run of this seed.
   *
   * @param stages whose workers are processes of their own and are struck; the others are in this process
   * @param blows what may happen to them
   * @param progress is told what happens
   */
  public FailoverRun(long seed, Set<Role> stages, Set<Blow> blows, Consumer<String> progress) {
    this.random = new Random(seed);
    this.stages = stages;
    this.blows = blows;
    this.progress = progress;
  }

  /** Whether workers were also cut off the network. */
  public boolean cuts() {
    return cuts;
  }

  /** Turns that were talked. */
  public int turns() {
    return tally.turns();
  }

  /** Where the logs of all processes are. */
  public Path folder() {
    return folder;
  }

  /**
   * Runs.
   *
   * @param devices that talk at once
   * @param seconds in which workers are struck; setting up and the last turns come to it
   * @param most blows; with the last of them the time is over
   * @param deaths of an ingress, afterwards
   */
  public List<Row> run(int devices, int seconds, int most, int deaths) {
    try {
      folder = Files.createTempDirectory("mesh-failover-");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the logs", e);
    }
    try (NodeNetwork network = network()) {
      cuts = network.canCut();
      workers = new Workers(folder, network, PER_STAGE, stages);
      Thread cleaner = new Thread(() -> {
        workers.close();
        network.close();
      }, "failover-cleaner");
      Runtime.getRuntime().addShutdownHook(cleaner);
      try {
        withMesh(network, devices, seconds, most, deaths);
      } finally {
        workers.close();
        Runtime.getRuntime().removeShutdownHook(cleaner);
      }
    }
    return tally.rows();
  }

  private NodeNetwork network() {
    return blows.contains(Blow.PARTITION)
        ? NodeNetwork.best(PER_STAGE * stages.size(), progress) : new LoopbackNetwork();
  }

  private Set<Role> here() {
    Set<Role> here = EnumSet.complementOf(EnumSet.copyOf(stages));
    here.remove(Role.BRIDGE);
    return here;
  }

  /** The workers' places may have no way to where the speech model comes from. */
  private static void fetchModel() {
    Path home = MeshHome.path();
    new RequiredModels(home).ensure(home.resolve(VadOptions.DEFAULT_MODEL_FILE));
  }

  private void withMesh(NodeNetwork network, int devices, int seconds, int most, int deaths) {
    fetchModel();
    leases = new Leases(workers.lookups());
    JsonObject here = new JsonObject().put("node", new JsonObject().put("name", "front"))
        .put("cluster", new JsonObject().put("host", network.frontHost()));
    RunningMesh front = Waiting.on(RunningMesh.start(List.of(workers.config()), here,
        here(), true));
    Vertx clients = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    try {
      workers.listen(front.bus());
      leases.watch(front.vertx());
      progress.accept("failover: starting " + workers.all().size() + " workers, logs in " + folder);
      await(READY_MS_MAX, () -> workers.missing() == 0);
      talkAndStrike(front, clients, devices, seconds, most);
      new IngressDeaths(folder, network, workers.config(), front.httpUrl(), clients, progress)
          .run(deaths).forEach(tally::row);
    } finally {
      Waiting.on(clients.close());
      workers.close();
      Waiting.on(front.stop());
    }
  }

  private void talkAndStrike(RunningMesh front, Vertx clients, int devices, int seconds, int most) {
    OtaClient ota = new OtaClient(clients);
    DeviceNetwork sockets = new DeviceNetwork(clients, devices);
    List<Talker> talkers = new ArrayList<>();
    for (int n = 1; n <= devices; n++) {
      DeviceIdentity identity = DeviceIdentity.numbered(n);
      talkers.add(new Talker(clients, () -> boot(ota, sockets, front.wsUrl(), front.httpUrl(), identity), leases,
          random.nextLong(), this::talked));
    }
    for (Talker talker : talkers) {
      talker.begin();
      pause(clients);
    }
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long nextNs = 0;
    while (System.nanoTime() < endNs && tally.blows() < most) {
      workers.tend();
      if (System.nanoTime() >= nextNs && strikeSomebody()) {
        nextNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BETWEEN_BLOWS_MS);
      }
      pause(clients);
    }
    talkers.forEach(Talker::stop);
    await(LAST_TURNS_MS_MAX, () -> talkers.stream().allMatch(Talker::isIdle));
    await(READY_MS_MAX, () -> workers.missing() == 0);
    Waiting.on(sockets.close());
    Waiting.on(ota.close());
  }

  private void talked(Talker.Talked turn) {
    Case blame = tally.talked(turn);
    if (!turn.verdict().spotless()) {
      progress.accept("failover: spoilt in session " + turn.sessionId() + ", " + blame + ": " + turn.verdict().story());
    }
  }

  /** A device that knows its server already: only the ingress of this process owns sessions that are looked at. */
  private static Future<ScriptedDevice> boot(
      OtaClient ota, DeviceNetwork sockets, String wsUrl, String httpUrl, DeviceIdentity identity) {
    return ota.boot(httpUrl + IngressDeaths.OTA_PATH, identity)
        .map(config -> sockets.device(config, new DeviceBoard(), DeviceListener.NONE));
  }

  /** Strikes for the case that had the fewest blows of those that are possible now; false when none is. */
  private boolean strikeSomebody() {
    if (workers.missing() >= MISSING_MAX) {
      return false;
    }
    List<Plan> possible = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      for (Leases.Standing turn : leases.standing(moment)) {
        moment.workers().stream().filter(stages::contains).forEach(stage -> plan(moment, stage, turn).ifPresent(possible::add));
      }
    }
    Optional<Plan> chosen = possible.stream().min(Comparator.comparingInt(plan -> tally.blows(plan.what())));
    chosen.ifPresent(this::strike);
    return chosen.isPresent();
  }

  private record Plan(Case what, Worker victim, Blow blow) {
  }

  private Optional<Plan> plan(Moment moment, Role stage, Leases.Standing turn) {
    long lastedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - turn.sinceNs());
    if (lastedMs < moment.fromMs() + random.nextInt(moment.toMs(stage) - moment.fromMs() + 1)
        || lastedMs > moment.toMs(stage) || stage == Role.DIALOGUE && !turn.thinks()) {
      return Optional.empty();
    }
    return workers.all().stream()
        .filter(worker -> worker.role == stage && worker.state == Worker.State.UP && holds(worker, turn))
        .filter(workers::mayStrike)
        .filter(worker -> leases.losses(leases.held(worker)) < LOSSES_MAX)
        .findFirst()
        .flatMap(worker -> rarest(moment, stage).map(blow -> new Plan(Case.of(moment, stage.key(), blow), worker, blow)));
  }

  private boolean holds(Worker worker, Leases.Standing turn) {
    return worker.role == Role.PLUGINS
        ? leases.toolRuns(worker.inbox(), turn.sessionId())
        : worker.inbox().equals(turn.inboxes().get(worker.role));
  }

  private Optional<Blow> rarest(Moment moment, Role stage) {
    return blows.stream().filter(blow -> cuts || blow != Blow.PARTITION).min(Comparator.comparingInt(blow -> tally.blows(Case.of(moment, stage.key(), blow))));
  }

  private void strike(Plan plan) {
    Set<String> hit = leases.held(plan.victim);
    tally.struck(new Tally.Struck(plan.what, System.nanoTime(), hit));
    leases.lose(hit);
    // Both shorter and longer than the silence after which the cluster gives a member up.
    workers.strike(plan.victim, plan.blow, 1_500 + random.nextInt(5_500));
    if (tally.blows() % TELL_EVERY == 0) {
      progress.accept("failover: " + tally.blows() + " blows, " + tally.turns() + " turns, " + tally.spoilt() + " spoilt");
    }
  }

  private interface Condition {
    boolean holds();
  }

  private void await(long limitMs, Condition condition) {
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
    Vertx timer = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    try {
      while (!condition.holds()) {
        if (System.nanoTime() > endNs) {
          throw new IllegalStateException("the mesh was not ready within " + limitMs + " ms, see " + folder);
        }
        workers.tend();
        pause(timer);
      }
    } finally {
      Waiting.on(timer.close());
    }
  }

  private static void pause(Vertx timer) {
    Waiting.on(timer.timer(LOOK_EVERY_MS, TimeUnit.MILLISECONDS));
  }
}
