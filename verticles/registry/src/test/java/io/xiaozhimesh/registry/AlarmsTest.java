package io.xiaozhimesh.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AlarmCancel;
import io.xiaozhimesh.protocol.bus.AlarmKind;
import io.xiaozhimesh.protocol.bus.AlarmListed;
import io.xiaozhimesh.protocol.bus.AlarmSet;
import io.xiaozhimesh.protocol.bus.AlarmsWanted;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.DeviceHere;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceSay;
import io.xiaozhimesh.protocol.bus.DeviceSeen;
import io.xiaozhimesh.protocol.bus.DeviceWhere;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SayEnded;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The registry with a real database and a clock that the test moves, before an ingress that the test plays. */
@Timeout(60)
class AlarmsTest {

  private static final String DEVICE = "aa:bb:cc:dd:ee:ff";
  private static final long MINUTE_MS = 60_000;

  @TempDir
  private Path folder;

  private final AtomicLong unixMs = new AtomicLong(1_700_000_000_000L);
  private final Metrics metrics = Metrics.inMemory();
  private final List<DeviceSay> said = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private StageContext stage;
  private Inbox ingress;
  private volatile boolean connected = true;

  @BeforeEach
  void start() throws Exception {
    MeshClock clock = new MeshClock() {
      @Override
      public long nowMs() {
        return unixMs.get();
      }

      @Override
      public long unixMs() {
        return unixMs.get();
      }
    };
    MeshBus bus = new MeshBus(vertx, "node", metrics);
    stage = new StageContext(bus, new WorkerDirectory(bus, clock, "test"), clock, metrics);
    await(stage.directory().start(vertx));
    stage.directory().state(NodeState.READY);
    ingress = bus.inbox(Role.INGRESS)
        .onRequest(DeviceWhere.class, where -> connected
            ? Future.succeededFuture(new DeviceHere(where.deviceId(), "s1", 1))
            : Future.failedFuture(new MeshException(MeshError.UNAVAILABLE, "not here")))
        .onRequest(DeviceSay.class, say -> {
          said.add(say);
          return Future.succeededFuture(new Accepted());
        });
    await(ingress.open());
    stage.directory().offer(Role.INGRESS, () -> new WorkerDirectory.Load(10, 1, 0.1));
    deploy();
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void alarm_whenItIsDue_isSaidOnce_andForgottenOnceItHasSounded() throws Exception {
    set(AlarmKind.REMINDER, "call mom", 10 * MINUTE_MS);
    looked();
    assertThat(said).isEmpty();

    unixMs.addAndGet(10 * MINUTE_MS);
    until(() -> said.size() == 1);
    assertThat(said.get(0).text()).isEqualTo("Here is your reminder: call mom.");
    assertThat(said.get(0).alarm()).isFalse();
    ask(new SayEnded(DEVICE, said.get(0).sayId(), true), Accepted.class);
    unixMs.addAndGet(10 * MINUTE_MS);
    looked();

    assertThat(said).hasSize(1);
    assertThat(ask(new AlarmsWanted(DEVICE), AlarmListed.class).alarms()).isEmpty();
    assertThat(outcome("sounded")).isEqualTo(1);
  }

  @Test
  void twoRegistries_sayADueAlarmOnce() throws Exception {
    deploy();
    for (int i = 0; i < 20; i++) {
      set(AlarmKind.TIMER, "", 1_000 + i);
    }
    unixMs.addAndGet(2_000);
    until(() -> said.size() == 20);
    looked();

    assertThat(said.stream().map(DeviceSay::sayId)).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void registryThatDiesAfterItAsked_isFollowedByOneThatAsksAgainUnderTheSameId() throws Exception {
    set(AlarmKind.ALARM, "", 1_000);
    unixMs.addAndGet(1_000);
    until(() -> said.size() == 1);
    for (String id : List.copyOf(vertx.deploymentIDs())) {
      await(vertx.undeploy(id));
    }
    deploy();
    unixMs.addAndGet(5 * MINUTE_MS);
    until(() -> said.size() == 2);

    assertThat(said.get(1).sayId()).isEqualTo(said.get(0).sayId());
  }

  @Test
  void deviceThatIsAway_hearsOfItWhenItIsBack_asLongAsThatIsNotTooLate() throws Exception {
    connected = false;
    set(AlarmKind.TIMER, "tea", 1_000);
    unixMs.addAndGet(2_000);
    until(() -> outcome("away") >= 1);
    connected = true;
    unixMs.addAndGet(2 * MINUTE_MS);
    ask(new DeviceSeen(DEVICE, "c", "", "", unixMs.get()), DeviceProfile.class);
    until(() -> said.size() == 1);
    assertThat(said.get(0).text()).isEqualTo("While I was away: Your timer is up: tea.");
    ask(new SayEnded(DEVICE, said.get(0).sayId(), true), Accepted.class);

    connected = false;
    set(AlarmKind.TIMER, "late", 1_000);
    unixMs.addAndGet(2_000);
    until(() -> outcome("away") >= 2);
    unixMs.addAndGet(61 * MINUTE_MS);
    until(() -> outcome("missed") == 1);
    assertThat(ask(new AlarmsWanted(DEVICE), AlarmListed.class).alarms()).isEmpty();
    assertThat(said).hasSize(1);
  }

  @Test
  void whatDidNotSound_isTriedAgain_andWhatIsCancelledIsNot() throws Exception {
    set(AlarmKind.ALARM, "", 1_000);
    unixMs.addAndGet(1_000);
    until(() -> said.size() == 1);
    assertThat(said.get(0).alarm()).isTrue();
    ask(new SayEnded(DEVICE, said.get(0).sayId(), false), Accepted.class);
    unixMs.addAndGet(4_000);
    until(() -> said.size() == 2);

    assertThat(ask(new AlarmCancel(DEVICE, List.of()), AlarmListed.class).alarms()).hasSize(1);
    unixMs.addAndGet(10 * MINUTE_MS);
    looked();
    assertThat(said).hasSize(2);
  }

  private void set(AlarmKind kind, String text, long inMs) throws Exception {
    ask(new AlarmSet(DEVICE, kind, unixMs.get() + inMs, text, "en", UUID.randomUUID().toString()), AlarmListed.class);
  }

  /** Some looks at the clock have passed: a request has been answered after each of them. */
  private void looked() throws Exception {
    for (int i = 0; i < 3; i++) {
      await(vertx.timer(Alarms.LOOK_EVERY_MS, TimeUnit.MILLISECONDS));
      ask(new AlarmsWanted(DEVICE), AlarmListed.class);
    }
  }

  private void deploy() throws Exception {
    await(vertx.deployVerticle(new RegistryVerticle(stage, options())));
  }

  private RegistryOptions options() {
    return RegistryOptions.from(new JsonObject().put("url", "jdbc:h2:file:" + folder.resolve("mesh")));
  }

  private <R extends BusMessage> R ask(BusMessage message, Class<R> answer) throws Exception {
    return await(stage.bus().request(Addresses.inbox(Role.REGISTRY, "node"), message, answer, 10_000));
  }

  private long outcome(String outcome) {
    return (long) metrics.registry().find("mesh.registry.alarm").tag("outcome", outcome).counters().stream()
        .mapToDouble(c -> c.count()).sum();
  }

  private void until(BooleanSupplier condition) throws Exception {
    Promise<Void> holds = Promise.promise();
    long id = vertx.setPeriodic(5, t -> {
      if (condition.getAsBoolean()) {
        holds.tryComplete();
      }
    });
    try {
      await(holds.future());
    } finally {
      vertx.cancelTimer(id);
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
