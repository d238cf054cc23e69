package io.xiaozhimesh.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AuditAppend;
import io.xiaozhimesh.protocol.bus.AuditEntry;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SessionOpened;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolConfirm;
import io.xiaozhimesh.protocol.bus.ToolDecision;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolListWanted;
import io.xiaozhimesh.protocol.bus.ToolListed;
import io.xiaozhimesh.protocol.bus.ToolOutcome;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.ToolsOffered;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Policy, confirmation and audit of calls, on a real bus, with a worker's tools and a registry that takes notes. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class GuardedCallsTest {

  private static final JsonArray POLICY = new JsonArray("""
      [{"tool": "unlock", "agent": "kids", "decision": "deny"},
       {"tool": "unlock", "decision": "confirm", "ask": {"en": "Unlock the door?"}},
       {"tool": "wipe", "decision": "deny"}]""");

  private final BlockingQueue<ToolCall> calls = new LinkedBlockingQueue<>();
  private final BlockingQueue<AuditEntry> audited = new LinkedBlockingQueue<>();
  private final Metrics metrics = Metrics.inMemory();
  private StageContext stage;
  private Vertx vertx;
  private String plugins;
  private String text = "done";

  @BeforeEach
  void deploy(Vertx given) throws Exception {
    vertx = given;
    MeshBus bus = new MeshBus(vertx, "n1", metrics);
    MeshClock clock = MeshClock.system();
    stage = new StageContext(bus, new WorkerDirectory(bus, clock, "test"), clock, metrics);
    stage.directory().state(NodeState.READY);
    plugins = Addresses.inbox(Role.PLUGINS, "n1");
    await(vertx.deployVerticle(new PluginsVerticle(stage,
        PluginsOptions.from(new JsonObject().put("policy", POLICY)
            .put("allow", new JsonObject().put("guest", new JsonArray().add("get_current_time")))))));
    Inbox worker = bus.inbox(Role.PLUGINS, "w").onRequest(ToolCall.class, call -> {
      calls.add(call);
      return Future.succeededFuture(new ToolResult(ToolResultKind.SAY, text, false));
    });
    await(worker.open());
    bus.publish(Addresses.TOOLS, new ToolsOffered(worker.address(), List.of(
        tool("unlock", ToolEffect.SIDE_EFFECTING), tool("wipe", ToolEffect.SIDE_EFFECTING),
        tool("lamp", ToolEffect.IDEMPOTENT), tool("look", ToolEffect.PURE))));
    bus.send(plugins, new SessionOpened("s1", "aa:bb", "nobody", false, "", ""));
  }

  @Test
  void listedTools_areWithoutDeniedOnes_andSayWhichAskFirst() throws Exception {
    assertThat(listed("")).contains("lamp", "unlock?").doesNotContain("wipe");
    assertThat(listed("kids")).contains("lamp").doesNotContain("unlock?", "wipe");
    assertThat(listed("guest")).containsExactly("get_current_time");
  }

  @Test
  void deniedTool_doesNotRun_whoeverCallsIt() throws Exception {
    assertThat(call(1, "wipe", "").failed()).isTrue();
    assertThat(call(1, "unlock", "kids").text()).isEqualTo("That is not allowed here.");
    assertThat(call(1, "lamp", "guest").failed()).isTrue();
    assertThat(calls).isEmpty();
  }

  @Test
  void toolThatAsksFirst_runsOnceOnYes() throws Exception {
    ToolResult asked = call(1, "unlock", "");
    assertThat(asked).isEqualTo(new ToolResult(ToolResultKind.CONFIRM, "Unlock the door?", true));
    assertThat(calls).isEmpty();

    assertThat(confirm(2, true).text()).isEqualTo("done");
    assertThat(confirm(2, true).text()).as("the same turn run again").isEqualTo("done");
    assertThat(calls).hasSize(1);
    assertNothingWaits(3);
  }

  @Test
  void no_dropsIt() throws Exception {
    call(1, "unlock", "");

    assertThat(confirm(2, false)).isEqualTo(new ToolResult(ToolResultKind.SILENT, "", false));

    assertNothingWaits(3);
    assertThat(calls).isEmpty();
  }

  @Test
  void anythingElse_dropsIt() throws Exception {
    call(1, "unlock", "");
    call(2, "look", "");
    assertNothingWaits(2);

    call(3, "unlock", "");
    assertNothingWaits(5);
    assertThat(calls).hasSize(1);
  }

  @Test
  void yesInTheSameTurn_runsNothing() throws Exception {
    call(1, "unlock", "");

    assertNothingWaits(1);
    assertThat(calls).isEmpty();
  }

  @Test
  void workerThatAsksByItself_isAFailure() throws Exception {
    Inbox worker = stage.bus().inbox(Role.PLUGINS, "sly").onRequest(ToolCall.class, call ->
        Future.succeededFuture(new ToolResult(ToolResultKind.CONFIRM, "Say yes!", false)));
    await(worker.open());
    stage.bus().publish(Addresses.TOOLS, new ToolsOffered(worker.address(), List.of(tool("sly", ToolEffect.PURE))));

    assertThat(call(1, "sly", "").kind()).isEqualTo(ToolResultKind.THINK);
  }

  @Test
  void hugeResult_isCut() throws Exception {
    text = "x".repeat(200_000);

    assertThat(call(1, "look", "").text()).hasSize(16_000);
    assertThat(metrics.counted("mesh.plugins.result.cut")).isEqualTo(1);
  }

  @Test
  void whatDoesSomething_isAudited_alsoWhenTheRegistryComesLater() throws Exception {
    call(1, "look", "");
    call(1, "lamp", "");
    call(1, "wipe", "");
    call(1, "unlock", "");
    confirm(2, true);
    call(3, "unlock", "");
    confirm(4, false);
    assertThat(metrics.counted("mesh.plugins.audit.failed")).isPositive();

    openRegistry();

    List<AuditEntry> entries = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      entries.add(audited.poll(20, TimeUnit.SECONDS));
    }
    assertThat(entries).extracting(AuditEntry::tool, AuditEntry::decision, AuditEntry::outcome)
        .containsExactly(
            tuple("lamp", ToolDecision.ALLOWED, ToolOutcome.DONE),
            tuple("wipe", ToolDecision.DENIED, ToolOutcome.NOT_RUN),
            tuple("unlock", ToolDecision.ASKED, ToolOutcome.NOT_RUN),
            tuple("unlock", ToolDecision.CONFIRMED, ToolOutcome.DONE),
            tuple("unlock", ToolDecision.ASKED, ToolOutcome.NOT_RUN),
            tuple("unlock", ToolDecision.DECLINED, ToolOutcome.NOT_RUN));
    assertThat(entries).allSatisfy(entry -> {
      assertThat(entry.deviceId()).isEqualTo("aa:bb");
      assertThat(entry.arguments()).startsWith("sha256:");
    });
  }

  private void openRegistry() throws Exception {
    Inbox registry = stage.bus().inbox(Role.REGISTRY).onRequest(AuditAppend.class, append -> {
      audited.addAll(append.entries());
      return Future.succeededFuture(new Accepted());
    });
    await(registry.open());
    stage.directory().offer(Role.REGISTRY, () -> new WorkerDirectory.Load(10, 0, 0));
  }

  private void assertNothingWaits(int turn) {
    assertThatThrownBy(() -> confirm(turn, true)).isInstanceOf(ExecutionException.class)
        .cause().isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.BAD_REQUEST));
  }

  private List<String> listed(String agent) throws Exception {
    return await(stage.bus().request(plugins, new ToolListWanted("s1", agent), ToolListed.class, 5_000)).tools().stream()
        .map(tool -> tool.name() + (tool.confirm() ? "?" : "")).toList();
  }

  private ToolResult call(int turn, String tool, String agent) throws Exception {
    return await(stage.bus().request(plugins, new ToolCall(new TurnRef("s1", turn, turn), tool, "{}", 2_000,
        "s1/" + turn + '/' + tool, agent, "en-US", ""), ToolResult.class, 5_000));
  }

  private ToolResult confirm(int turn, boolean agreed) throws Exception {
    return await(stage.bus().request(plugins,
        new ToolConfirm(new TurnRef("s1", turn, turn), agreed, 2_000, "en-US", ""), ToolResult.class, 5_000));
  }

  private static ToolSpec tool(String name, ToolEffect effect) {
    return new ToolSpec(name, "", "{}", effect, "w");
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
  }
}
