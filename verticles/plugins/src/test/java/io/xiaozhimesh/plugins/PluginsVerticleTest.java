package io.xiaozhimesh.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.DeviceMessage;
import io.xiaozhimesh.protocol.bus.DeviceSend;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.NodeState;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SessionClosed;
import io.xiaozhimesh.protocol.bus.SessionOpened;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolListWanted;
import io.xiaozhimesh.protocol.bus.ToolListed;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(20)
class PluginsVerticleTest {

  private static final String LAMP = "{\"tools\":[{\"name\":\"self.lamp.turn_on\",\"description\":\"Light\"}]}";

  private final BlockingQueue<DeviceSend> downlink = new LinkedBlockingQueue<>();
  private final Metrics metrics = Metrics.inMemory();
  private Vertx vertx;
  private StageContext stage;
  private String plugins;
  private String owner;

  @BeforeEach
  void openOwnerInbox(Vertx given) throws Exception {
    vertx = given;
    MeshBus bus = new MeshBus(vertx, "n1", metrics);
    MeshClock clock = MeshClock.system();
    stage = new StageContext(bus, new WorkerDirectory(bus, clock, "test"), clock, metrics);
    plugins = Addresses.inbox(Role.PLUGINS, "n1");
    Inbox ownerInbox = bus.inbox(Role.INGRESS).on(DeviceSend.class, downlink::add);
    owner = ownerInbox.address();
    await(ownerInbox.open());
  }

  @Test
  void builtinTool_isListedAndRunsWithoutADevice() throws Exception {
    deploy(new JsonObject());

    assertThat(listed("nobody", "")).containsExactly("get_current_time");
    ToolResult result = call("nobody", "get_current_time", "", "");
    assertThat(result.failed()).isFalse();
    assertThat(result.text()).startsWith("It is ");
    assertThat(call("nobody", "get_current_time", "null", "").failed()).isFalse();
  }

  @Test
  void started_offersItsRoleAndStoppedWithdrawsIt() throws Exception {
    String id = deploy(new JsonObject());
    stage.directory().state(NodeState.READY);
    assertThat(stage.directory().candidates(Role.PLUGINS)).containsExactly(plugins);

    await(vertx.undeploy(id));

    assertThat(stage.directory().candidates(Role.PLUGINS)).isEmpty();
    Future<ToolListed> unanswered =
        stage.bus().request(plugins, new ToolListWanted("s", ""), ToolListed.class, 1_000);
    assertThat(unanswered.toCompletionStage().toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class).havingCause()
        .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.UNAVAILABLE));
  }

  @Test
  void deviceTool_isListedCalledAndAnswered() throws Exception {
    deploy(new JsonObject());
    openAndList("s1");

    assertThat(listed("s1", "")).containsExactly("get_current_time", "self_lamp_turn_on");
    Future<ToolResult> running = send("s1", "self_lamp_turn_on", "{}", "k", 5_000);
    JsonObject request = received("s1");
    assertThat(request.getJsonObject("params").getString("name")).isEqualTo("self.lamp.turn_on");
    answer("s1", request, "{\"content\":[{\"type\":\"text\",\"text\":\"true\"}]}");

    assertThat(await(running).text()).isEqualTo("true");
  }

  @Test
  void toolsWantedWhileTheDeviceLists_waitForIt() throws Exception {
    deploy(new JsonObject().put("listWaitMs", 10_000));
    open("s1", true);
    JsonObject initialize = received("s1");
    Future<ToolListed> wanted =
        stage.bus().request(plugins, new ToolListWanted("s1", ""), ToolListed.class, 15_000);

    finishListing("s1", initialize);

    assertThat(await(wanted).tools()).hasSize(2);
  }

  @Test
  void toolsWantedFromADeviceThatNeverLists_comeWithoutIt() throws Exception {
    deploy(new JsonObject().put("listWaitMs", 10));
    open("s1", true);

    assertThat(listed("s1", "")).containsExactly("get_current_time");
  }

  @Test
  void legacyDevice_isListedAndCommanded() throws Exception {
    deploy(new JsonObject());
    open("s1", false);
    stage.bus().send(plugins, new DeviceMessage("s1", DeviceChannel.IOT,
        "{\"type\":\"iot\",\"descriptors\":[{\"name\":\"Lamp\",\"methods\":{\"TurnOn\":{\"parameters\":{}}}}]}"));

    assertThat(call("s1", "iot_Lamp_TurnOn", "{}", "").failed()).isFalse();

    DeviceSend command = downlink.take();
    assertThat(command.channel()).isEqualTo(DeviceChannel.IOT);
    assertThat(command.json()).contains("\"method\":\"TurnOn\"");
  }

  @Test
  void agentWithAnAllowList_seesOnlyThat() throws Exception {
    deploy(new JsonObject().put("allow", new JsonObject().put("kids", new JsonArray().add("self_lamp_turn_on"))));
    openAndList("s1");

    assertThat(listed("s1", "kids")).containsExactly("self_lamp_turn_on");
    assertThat(listed("s1", "other")).hasSize(2);
  }

  @Test
  void sameIdempotencyKey_runsOnce() throws Exception {
    deploy(new JsonObject());
    openAndList("s1");
    Future<ToolResult> first = send("s1", "self_lamp_turn_on", "{}", "k1", 5_000);
    JsonObject request = received("s1");
    Future<ToolResult> whileRunning = send("s1", "self_lamp_turn_on", "{}", "k1", 5_000);
    assertThat(listed("s1", "")).hasSize(2);
    answer("s1", request, "{\"content\":[{\"type\":\"text\",\"text\":\"once\"}]}");

    assertThat(await(first).text()).isEqualTo("once");
    assertThat(await(whileRunning).text()).isEqualTo("once");
    assertThat(call("s1", "self_lamp_turn_on", "{}", "k1").text()).isEqualTo("once");
    assertThat(metrics.counted("mesh.plugins.idempotency.repeated")).isEqualTo(2);

    send("s1", "self_lamp_turn_on", "{}", "k2", 5_000);
    assertThat(received("s1").getInteger("id")).isEqualTo(request.getInteger("id") + 1);
  }

  @Test
  void earlierResult_outlivesTheSession() throws Exception {
    deploy(new JsonObject());
    openAndList("s1");
    Future<ToolResult> first = send("s1", "self_lamp_turn_on", "{}", "k1", 5_000);
    answer("s1", received("s1"), "{\"content\":[{\"type\":\"text\",\"text\":\"once\"}]}");
    await(first);
    stage.bus().send(plugins, new SessionClosed("s1"));

    assertThat(call("s1", "self_lamp_turn_on", "{}", "k1").text()).isEqualTo("once");
  }

  @Test
  void refusedCall_isNotRemembered() throws Exception {
    deploy(new JsonObject().put("device", new JsonObject().put("callsMax", 1)));
    openAndList("s1");
    Future<ToolResult> first = send("s1", "self_lamp_turn_on", "{}", "k1", 5_000);
    JsonObject request = received("s1");
    assertThat(call("s1", "self_lamp_turn_on", "{}", "k2").text()).contains("busy");
    answer("s1", request, "{\"content\":[]}");
    await(first);

    send("s1", "self_lamp_turn_on", "{}", "k2", 5_000);

    assertThat(received("s1").getString("method")).isEqualTo("tools/call");
  }

  @Test
  void deadline_isKeptWithAResult() throws Exception {
    deploy(new JsonObject());
    openAndList("s1");

    ToolResult result = await(send("s1", "self_lamp_turn_on", "{}", "", 300));

    assertThat(result.failed()).isTrue();
    assertThat(result.text()).isEqualTo("The device did not answer in time.");
  }

  @Test
  void deviceGone_endsItsCalls() throws Exception {
    deploy(new JsonObject());
    openAndList("s1");
    Future<ToolResult> running = send("s1", "self_lamp_turn_on", "{}", "", 10_000);
    received("s1");

    stage.bus().send(plugins, new SessionClosed("s1"));

    assertThat(await(running).text()).isEqualTo("The device has disconnected before it answered.");
    assertThat(call("s1", "self_lamp_turn_on", "{}", "").text())
        .isEqualTo("There is no such tool, or its device is not connected.");
  }

  @Test
  void closeThatOvertookItsOpen_keepsTheSessionClosed() throws Exception {
    deploy(new JsonObject());
    stage.bus().send(plugins, new SessionClosed("s1"));
    assertThat(listed("s1", "")).hasSize(1);

    open("s1", true);

    assertThat(listed("s1", "")).hasSize(1);
    assertThat(metrics.counted("mesh.plugins.session.overtaken")).isEqualTo(1);
    assertThat(downlink).isEmpty();
  }

  @Test
  void tooManySessions_theOneUnusedForLongestGivesWay() throws Exception {
    deploy(new JsonObject().put("sessionsMax", 1));
    openAndList("s1");
    Future<ToolResult> running = send("s1", "self_lamp_turn_on", "{}", "", 10_000);
    received("s1");

    openAndList("s2");

    assertThat(await(running).failed()).isTrue();
    assertThat(metrics.counted("mesh.plugins.session.evicted")).isEqualTo(1);
    assertThat(listed("s2", "")).hasSize(2);
  }

  @Test
  void badCalls_areFailedResultsAndNothingElse() throws Exception {
    deploy(new JsonObject());
    openAndList("s1");

    assertThat(call("s1", "self_lamp_turn_on", "[1]", "").text()).isEqualTo("The arguments are no JSON object.");
    assertThat(call("s1", "no_such_tool", "{}", "").text()).isEqualTo("There is no tool with the name no_such_tool.");
    assertThat(call("s1", "get_current_time", "{\"timeZone\":{}}", "").text())
        .isEqualTo("The argument \"timeZone\" should be of type string.");
    stage.bus().send(plugins, new DeviceMessage("unknown", DeviceChannel.MCP, "{}"));
    assertThat(listed("s1", "")).hasSize(2);
    assertThat(metrics.counted("mesh.plugins.session.unknown")).isEqualTo(1);
  }

  @Test
  void brokenBuiltinTool_costsItsCallerASentence() throws Exception {
    deploy(new JsonObject().put("tools", new JsonArray().add("broken")));

    assertThat(call("s1", "broken", "{\"how\":\"throw\"}", "").text()).isEqualTo("The tool broken has failed.");
    assertThat(call("s1", "broken", "{\"how\":\"fail\"}", "").text()).isEqualTo("The tool broken has failed.");
    assertThat(await(send("s1", "broken", "{\"how\":\"hang\"}", "", 200)).text())
        .isEqualTo("The tool broken did not answer in time.");
    assertThat(call("s1", "broken", "{\"how\":\"dance\"}", "").failed()).isTrue();
  }

  @Test
  void unknownBuiltinTool_failsTheStart() throws Exception {
    Future<String> deployed = vertx.deployVerticle(new PluginsVerticle(
        stage, PluginsOptions.from(new JsonObject().put("tools", new JsonArray().add("nothing")))));

    assertThat(deployed.toCompletionStage().toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class).withMessageContaining("plugins.tools names nothing");
  }

  @Test
  void stopped_endsRunningCalls() throws Exception {
    String id = deploy(new JsonObject());
    openAndList("s1");
    Future<ToolResult> running = send("s1", "self_lamp_turn_on", "{}", "", 10_000);
    received("s1");

    await(vertx.undeploy(id));

    assertThat(await(running).failed()).isTrue();
  }

  private String deploy(JsonObject section) throws Exception {
    JsonObject oneTool = new JsonObject().put("tools", new JsonArray().add("get_current_time")).mergeIn(section);
    return await(vertx.deployVerticle(new PluginsVerticle(stage, PluginsOptions.from(oneTool))));
  }

  private void open(String sessionId, boolean mcp) {
    stage.bus().send(plugins, new SessionOpened(sessionId, "aa:bb", owner, mcp, "", ""));
  }

  private void openAndList(String sessionId) throws Exception {
    open(sessionId, true);
    finishListing(sessionId, received(sessionId));
    assertThat(listed(sessionId, "")).contains("self_lamp_turn_on");
  }

  private void finishListing(String sessionId, JsonObject initialize) throws Exception {
    answer(sessionId, initialize, "{}");
    assertThat(received(sessionId).getString("method")).isEqualTo("notifications/initialized");
    answer(sessionId, received(sessionId), LAMP);
  }

  private JsonObject received(String sessionId) throws InterruptedException {
    DeviceSend message = downlink.take();
    assertThat(message.sessionId()).isEqualTo(sessionId);
    assertThat(message.channel()).isEqualTo(DeviceChannel.MCP);
    return new JsonObject(message.json());
  }

  private void answer(String sessionId, JsonObject request, String result) {
    stage.bus().send(plugins, new DeviceMessage(sessionId, DeviceChannel.MCP,
        "{\"jsonrpc\":\"2.0\",\"id\":" + request.getInteger("id") + ",\"result\":" + result + "}"));
  }

  private List<String> listed(String sessionId, String agentId) throws Exception {
    return await(stage.bus().request(plugins, new ToolListWanted(sessionId, agentId), ToolListed.class, 10_000))
        .tools().stream().map(ToolSpec::name).toList();
  }

  private ToolResult call(String sessionId, String tool, String arguments, String key) throws Exception {
    return await(send(sessionId, tool, arguments, key, 5_000));
  }

  private Future<ToolResult> send(String sessionId, String tool, String arguments, String key, int deadlineMs) {
    return stage.bus().request(plugins,
        new ToolCall(new TurnRef(sessionId, 1, 1), tool, arguments, deadlineMs, key), ToolResult.class, 15_000);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
  }
}
