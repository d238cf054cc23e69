package io.xiaozhimesh.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.ActivationBind;
import io.xiaozhimesh.protocol.bus.ActivationState;
import io.xiaozhimesh.protocol.bus.ActivationWanted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ContextAppend;
import io.xiaozhimesh.protocol.bus.ContextErase;
import io.xiaozhimesh.protocol.bus.ContextLoaded;
import io.xiaozhimesh.protocol.bus.ContextWanted;
import io.xiaozhimesh.protocol.bus.DeviceAssign;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceSeen;
import io.xiaozhimesh.protocol.bus.DeviceWanted;
import io.xiaozhimesh.protocol.bus.Exchange;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Note;
import io.xiaozhimesh.protocol.bus.NoteAdd;
import io.xiaozhimesh.protocol.bus.NoteErase;
import io.xiaozhimesh.protocol.bus.NotesLoaded;
import io.xiaozhimesh.protocol.bus.NotesWanted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds on one database must hold on all: subclass per product. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
abstract class RegistryVerticleContract {

  static final String DEVICE = "aa:bb:cc:dd:ee:ff";
  private static final long DAY_MS = 86_400_000;
  private static final long DEADLINE_MS = 10_000;

  private final Metrics metrics = Metrics.inMemory();
  private final MeshClock clock = MeshClock.system();
  Vertx vertx;
  StageContext stage;

  /** The address of an empty database that outlives the verticle. */
  abstract String emptyDatabaseUrl();

  @BeforeEach
  void stage(Vertx vertx) {
    this.vertx = vertx;
    MeshBus bus = new MeshBus(vertx, "node", metrics);
    stage = new StageContext(bus, new WorkerDirectory(bus, clock, "test"), clock, metrics);
    stage.directory().state(NodeState.READY);
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  String deploy(JsonObject section) {
    JsonObject options = section.containsKey("url") ? section : section.copy().put("url", emptyDatabaseUrl());
    return await(vertx.deployVerticle(new RegistryVerticle(stage, RegistryOptions.from(options))));
  }

  <R extends BusMessage> R ask(BusMessage message, Class<R> answer) {
    return await(stage.bus().request(Addresses.inbox(Role.REGISTRY, "node"), message, answer, DEADLINE_MS));
  }

  MeshError failureOf(BusMessage message) {
    return failureOf(message, DEADLINE_MS);
  }

  MeshError failureOf(BusMessage message, long deadlineMs) {
    MeshError failure = failureOrNull(message, deadlineMs);
    assertThat(failure).as("failure").isNotNull();
    return failure;
  }

  MeshError failureOrNull(BusMessage message) {
    return failureOrNull(message, DEADLINE_MS);
  }

  private MeshError failureOrNull(BusMessage message, long deadlineMs) {
    try {
      await(stage.bus().request(Addresses.inbox(Role.REGISTRY, "node"), message, BusMessage.class, deadlineMs));
      return null;
    } catch (CompletionException e) {
      return MeshException.of(e.getCause()).error();
    }
  }

  static ContextAppend turn(int turnId, long atMs) {
    return new ContextAppend(new TurnRef("s", turnId, 1), DEVICE, new Exchange("said " + turnId, "ok", false, atMs));
  }

  @Test
  void started_directoryAsked_offersTheRoleUntilUndeployed() {
    String id = deploy(new JsonObject());
    assertThat(stage.directory().candidates(Role.REGISTRY)).containsExactly(Addresses.inbox(Role.REGISTRY, "node"));

    await(vertx.undeploy(id));

    assertThat(stage.directory().candidates(Role.REGISTRY)).isEmpty();
    assertThat(failureOf(new DeviceWanted(DEVICE))).isEqualTo(MeshError.UNAVAILABLE);
  }

  @Test
  void device_seenAssignedAndWanted_isAnsweredWithItsProfile() {
    deploy(new JsonObject());
    long nowMs = clock.unixMs();

    DeviceProfile seen = ask(new DeviceSeen(DEVICE, "c", "2.4.2", "b", nowMs), DeviceProfile.class);
    DeviceProfile assigned = ask(new DeviceAssign(DEVICE, "kitchen", "Mei"), DeviceProfile.class);

    assertThat(seen).isEqualTo(new DeviceProfile(DEVICE, "", "", false, "2.4.2", nowMs, nowMs));
    assertThat(assigned).isEqualTo(new DeviceProfile(DEVICE, "kitchen", "Mei", true, "2.4.2", nowMs, nowMs));
    assertThat(ask(new DeviceWanted(DEVICE), DeviceProfile.class)).isEqualTo(assigned);
  }

  @Test
  void unknownDevice_wantedOrAssigned_isABadRequestAndCounted() {
    deploy(new JsonObject());

    assertThat(failureOf(new DeviceWanted(DEVICE))).isEqualTo(MeshError.BAD_REQUEST);
    assertThat(failureOf(new DeviceAssign(DEVICE, "a", ""))).isEqualTo(MeshError.BAD_REQUEST);
    assertThat(metrics.counted("mesh.registry.request.failed", "error", "BAD_REQUEST")).isEqualTo(2);
  }

  @Test
  void deviceIdNotNormalised_anyRequest_isABadRequest() {
    deploy(new JsonObject());

    assertThat(failureOf(new DeviceSeen("AA:BB:CC:DD:EE:FF", "", "", "", 1))).isEqualTo(MeshError.BAD_REQUEST);
    assertThat(failureOf(new ActivationWanted("", 1))).isEqualTo(MeshError.BAD_REQUEST);
  }

  @Test
  void conversation_appendedLoadedAndErased_isGone() {
    deploy(new JsonObject());

    IntStream.rangeClosed(1, 3).forEach(i -> ask(turn(i, i), Accepted.class));
    ask(turn(3, 9), Accepted.class);

    assertThat(ask(new ContextWanted(DEVICE, 2), ContextLoaded.class).exchanges())
        .extracting(Exchange::said).containsExactly("said 2", "said 3");
    assertThat(metrics.counted("mesh.registry.exchange.repeated")).isEqualTo(1);
    assertThat(ask(new ContextErase(DEVICE), Accepted.class)).isEqualTo(new Accepted());
    assertThat(ask(new ContextWanted(DEVICE, 2), ContextLoaded.class).exchanges()).isEmpty();
  }

  @Test
  void notes_addedListedAndErasedWithTheConversation_areGone() {
    deploy(JsonObject.of("notesMax", 2));
    Note milk = new Note("k1", "milk", 1);
    Note bread = new Note("k2", "bread", 2);
    ask(new NoteAdd(DEVICE, milk), Accepted.class);
    ask(new NoteAdd(DEVICE, milk), Accepted.class);
    ask(new NoteAdd(DEVICE, bread), Accepted.class);

    assertThat(ask(new NotesWanted(DEVICE), NotesLoaded.class).notes()).containsExactly(milk, bread);
    assertThat(metrics.counted("mesh.registry.note.repeated")).isEqualTo(1);
    assertThat(failureOf(new NoteAdd(DEVICE, new Note("k3", "eggs", 3)))).isEqualTo(MeshError.OVERLOADED);
    assertThat(failureOf(new NoteAdd(DEVICE, new Note("", "eggs", 3)))).isEqualTo(MeshError.BAD_REQUEST);
    ask(new NoteErase(DEVICE, "k1"), Accepted.class);
    assertThat(ask(new NotesWanted(DEVICE), NotesLoaded.class).notes()).containsExactly(bread);
    ask(new ContextErase(DEVICE), Accepted.class);
    assertThat(ask(new NotesWanted(DEVICE), NotesLoaded.class).notes()).isEmpty();
  }

  @Test
  void device_assigned_isPublishedToWhoeverHoldsItsProfile() throws InterruptedException {
    deploy(new JsonObject());
    BlockingQueue<DeviceProfile> heard = new LinkedBlockingQueue<>();
    await(stage.bus().subscribe(Addresses.PROFILES, DeviceProfile.class, heard::add).completion());
    ask(new DeviceSeen(DEVICE, "c", "2.4.2", "b", 1), DeviceProfile.class);

    DeviceProfile assigned = ask(new DeviceAssign(DEVICE, "kitchen", ""), DeviceProfile.class);

    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(assigned);
  }

  @Test
  void code_askedAndBoundByNodesWhoseClocksAreHoursApart_isValid() {
    deploy(new JsonObject());
    long hourMs = TimeUnit.HOURS.toMillis(1);
    ActivationState pending = ask(new ActivationWanted(DEVICE, clock.unixMs() - hourMs), ActivationState.class);
    ActivationState again = ask(new ActivationWanted(DEVICE, clock.unixMs() + hourMs), ActivationState.class);

    assertThat(again.code()).isEqualTo(pending.code());
    assertThat(ask(new ActivationBind(pending.code(), "Mei", clock.unixMs() + hourMs), DeviceProfile.class).bound()).isTrue();
  }

  @Test
  void code_askedAndBound_makesTheDeviceBound() {
    deploy(new JsonObject());
    long nowMs = clock.unixMs();
    ActivationState pending = ask(new ActivationWanted(DEVICE, nowMs), ActivationState.class);

    DeviceProfile bound = ask(new ActivationBind(pending.code(), "Mei", nowMs), DeviceProfile.class);

    assertThat(bound.bound()).isTrue();
    assertThat(ask(new ActivationWanted(DEVICE, nowMs), ActivationState.class).bound()).isTrue();
    assertThat(failureOf(new ActivationBind(pending.code(), "Mei", nowMs))).isEqualTo(MeshError.BAD_REQUEST);
    assertThat(failureOf(new ActivationBind("000000", " ", nowMs))).isEqualTo(MeshError.BAD_REQUEST);
    assertThat(failureOf(new ActivationBind("000000", "x".repeat(129), nowMs))).isEqualTo(MeshError.BAD_REQUEST);
  }

  @Test
  void queueFull_moreRequests_areRefusedAsOverloadedAndTheRestIsAnswered() {
    deploy(JsonObject.of("connections", 1, "queueMax", 1));

    var answers = IntStream.rangeClosed(1, 200).mapToObj(i -> stage.bus().request(
        Addresses.inbox(Role.REGISTRY, "node"), turn(i, i), Accepted.class, DEADLINE_MS)).toList();
    await(Future.join(answers).otherwiseEmpty());

    long refused = answers.stream().filter(Future::failed)
        .filter(f -> MeshException.of(f.cause()).error() == MeshError.OVERLOADED).count();
    assertThat(refused).isPositive()
        .isEqualTo(metrics.counted("mesh.registry.request.refused", "reason", "queue-full"));
    assertThat(answers.stream().filter(Future::succeeded).count()).isEqualTo(200 - refused);
    assertThat(ask(new ContextWanted(DEVICE, 200), ContextLoaded.class).exchanges()).hasSize((int) (200 - refused));
  }

  @Test
  void deployedAgain_asked_knowsWhatWasSaidAndForgetsWhatIsOlderThanTheRetention() {
    JsonObject section = JsonObject.of("url", emptyDatabaseUrl(), "retentionDays", 7);
    String id = deploy(section);
    ask(turn(1, clock.unixMs() - 8 * DAY_MS), Accepted.class);
    ask(turn(2, clock.unixMs() - 6 * DAY_MS), Accepted.class);
    await(vertx.undeploy(id));

    deploy(section.copy().put("connections", 1));
    ask(new ContextErase("another"), Accepted.class);

    assertThat(ask(new ContextWanted(DEVICE, 9), ContextLoaded.class).exchanges())
        .extracting(Exchange::said).containsExactly("said 2");
  }
}
