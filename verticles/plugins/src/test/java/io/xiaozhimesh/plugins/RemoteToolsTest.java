package io.xiaozhimesh.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolListWanted;
import io.xiaozhimesh.protocol.bus.ToolListed;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.ToolsOffered;
import io.xiaozhimesh.protocol.bus.ToolsWanted;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tools that others offer on the bus. */
@ExtendWith(VertxExtension.class)
@Timeout(20)
class RemoteToolsTest {

  private static final ToolSpec ROLL = new ToolSpec("roll", "Rolls dice.",
      "{\"type\":\"object\",\"properties\":{\"sides\":{\"type\":\"integer\"}},\"required\":[\"sides\"]}",
      ToolEffect.SIDE_EFFECTING, "python");

  private final BlockingQueue<ToolCall> calls = new LinkedBlockingQueue<>();
  private final Metrics metrics = Metrics.inMemory();
  private StageContext stage;
  private String plugins;

  @BeforeEach
  void deploy(Vertx vertx) throws Exception {
    MeshBus bus = new MeshBus(vertx, "n1", metrics);
    MeshClock clock = MeshClock.system();
    stage = new StageContext(bus, new WorkerDirectory(bus, clock, "test"), clock, metrics);
    plugins = Addresses.inbox(Role.PLUGINS, "n1");
    await(bus.subscribe(Addresses.TOOLS, ToolsWanted.class, wanted -> offer("early", ROLL)).completion());
    await(vertx.deployVerticle(new PluginsVerticle(stage, PluginsOptions.from(
        new JsonObject().put("tools", new JsonArray().add("get_current_time"))))));
  }

  @Test
  void toolsThatWereThereBefore_areAskedForAtStart_andListed() throws Exception {
    assertThat(listed()).containsExactly("get_current_time", "roll");

    offer("early");
    assertThat(listed()).containsExactly("get_current_time");
  }

  @Test
  void call_goesToWhoOffersTheTool_withFittedArguments() throws Exception {
    worker("1", call -> done("a four"));
    offer("early");

    assertThat(call("{\"sides\":\"6\"}", "k1")).isEqualTo(new ToolResult(ToolResultKind.THINK, "a four", false));
    assertThat(new JsonObject(calls.take().argumentsJson()).getValue("sides")).isEqualTo(6);
    assertThat(call("{}", "k2").failed()).isTrue();
    assertThat(calls).isEmpty();
  }

  @Test
  void sameKey_runsTheSideEffectOnce() throws Exception {
    worker("1", call -> done("once"));
    offer("early");

    assertThat(call("{\"sides\":6}", "k").text()).isEqualTo("once");
    assertThat(call("{\"sides\":6}", "k").text()).isEqualTo("once");
    assertThat(calls).hasSize(1);
  }

  @Test
  void deadOffer_isPassedOver_forOneThatLives() throws Exception {
    worker("1", call -> done("alive"));

    for (int i = 0; i < 4; i++) {
      assertThat(call("{\"sides\":6}", "k" + i).text()).isEqualTo("alive");
    }
  }

  @Test
  void callThatMayHaveBegun_isNotTakenElsewhere() throws Exception {
    worker("1", call -> Future.failedFuture(new MeshException(MeshError.PROVIDER_FAILED, "went away")));
    worker("2", call -> Future.failedFuture(new MeshException(MeshError.PROVIDER_FAILED, "went away")));
    offer("early");

    assertThat(call("{\"sides\":6}", "k")).isEqualTo(
        new ToolResult(ToolResultKind.THINK, "The tool roll cannot be run now.", true));
    assertThat(calls).hasSize(1);
  }

  @Test
  void unreachableTool_isAFailedResult() throws Exception {
    assertThat(call("{\"sides\":6}", "k").failed()).isTrue();
    assertThat(metrics.counted("mesh.plugins.remote.failed", "error", "UNAVAILABLE")).isEqualTo(1);
  }

  private void worker(String number, Function<ToolCall, Future<ToolResult>> run) throws Exception {
    Inbox inbox = stage.bus().inbox(Role.PLUGINS, number).onRequest(ToolCall.class, call -> {
      calls.add(call);
      return run.apply(call);
    });
    await(inbox.open());
    offer(inbox.address(), ROLL);
  }

  private void offer(String inbox, ToolSpec... tools) {
    stage.bus().publish(Addresses.TOOLS, new ToolsOffered(inbox, List.of(tools)));
  }

  private static Future<ToolResult> done(String text) {
    return Future.succeededFuture(new ToolResult(ToolResultKind.THINK, text, false));
  }

  private List<String> listed() throws Exception {
    return await(stage.bus().request(plugins, new ToolListWanted("s1", ""), ToolListed.class, 5_000))
        .tools().stream().map(ToolSpec::name).toList();
  }

  private ToolResult call(String arguments, String key) throws Exception {
    return await(stage.bus().request(plugins, new ToolCall(new TurnRef("s1", 1, 1), "roll", arguments, 2_000, key),
        ToolResult.class, 5_000));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
