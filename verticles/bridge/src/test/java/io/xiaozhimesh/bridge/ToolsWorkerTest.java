package io.xiaozhimesh.bridge;

import static io.xiaozhimesh.bridge.BridgeFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolCall;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.bus.ToolsOffered;
import io.xiaozhimesh.protocol.bus.ToolsWanted;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.worker.WorkerControl;
import io.xiaozhimesh.protocol.worker.WorkerText;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tools behind the bridge are offered to everybody and run for whoever asks. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class ToolsWorkerTest {

  private static final String INBOX = "plugins.w.n1.1";
  private static final ToolSpec ROLL = new ToolSpec("roll", "Rolls dice.", "{}", ToolEffect.PURE, "");

  private final BlockingQueue<ToolsOffered> offers = new LinkedBlockingQueue<>();
  private BridgeFixture mesh;
  private ScriptedWorker worker;

  @BeforeEach
  void join(Vertx vertx) throws Exception {
    mesh = new BridgeFixture(vertx, new JsonObject(), new JsonObject());
    await(mesh.bus.subscribe(Addresses.TOOLS, ToolsOffered.class, offers::add).completion());
    worker = mesh.connect();
    worker.join("tools", 1, ROLL);
  }

  @Test
  void joinedTools_areOffered_underTheNameOfTheWorker_andTheirInboxIsNoPluginsStage() throws Exception {
    ToolsOffered offer = offer();
    assertThat(offer.inbox()).isEqualTo(INBOX);
    assertThat(offer.tools()).containsExactly(
        new ToolSpec("roll", "Rolls dice.", "{}", ToolEffect.PURE, "scripted-tools"));
    assertThat(mesh.directory.candidates(Role.PLUGINS)).isEmpty();
  }

  @Test
  void toolsWanted_areOfferedAgain() throws Exception {
    offer();
    mesh.bus.publish(Addresses.TOOLS, new ToolsWanted("late"));

    assertThat(offer().tools()).hasSize(1);
  }

  @Test
  void call_isAnsweredByTheWorker() throws Exception {
    Future<ToolResult> asked = call(2_000);
    WorkerText request = worker.nextText();
    assertThat(((ToolCall) request.message()).argumentsJson()).isEqualTo("{\"sides\":6}");
    ToolResult result = new ToolResult(ToolResultKind.SAY, "four", false);
    worker.answer(request, result);

    assertThat(await(asked)).isEqualTo(result);
  }

  @Test
  void callBeyondTheCapacity_isRefused() throws Exception {
    call(2_000);
    worker.nextText();

    assertError(call(2_000), MeshError.OVERLOADED);
  }

  @Test
  void callThatIsNotAnswered_failsAtItsDeadline() {
    assertError(call(100), MeshError.TIMEOUT);
  }

  @Test
  void workerThatDiesDuringACall_mayHaveBegun_soNobodyShouldTryElsewhere() throws Exception {
    Future<ToolResult> asked = call(5_000);
    worker.nextText();
    worker.socket().close((short) 1000);

    assertError(asked, MeshError.PROVIDER_FAILED);
  }

  @Test
  void goneWorker_withdrawsItsOffer() throws Exception {
    offer();
    worker.tell(new WorkerControl.Bye("enough"));

    ToolsOffered last = offer();
    while (!last.tools().isEmpty()) {
      last = offer();
    }
    assertThat(last.inbox()).isEqualTo(INBOX);
    assertThat(errorOfACallOnceTheInboxIsClosed()).isEqualTo(MeshError.UNAVAILABLE);
  }

  /** The inbox closes behind the withdrawn offer: a call in between still fails as one to a worker that just left. */
  private MeshError errorOfACallOnceTheInboxIsClosed() throws Exception {
    MeshError error = MeshError.INTERNAL;
    for (int tries = 0; tries < 100 && error != MeshError.UNAVAILABLE; tries++) {
      try {
        await(call(1_000));
      } catch (ExecutionException e) {
        error = ((MeshException) e.getCause()).error();
      }
    }
    return error;
  }

  @Test
  void stoppingNode_tellsItsWorkersFirst() throws Exception {
    Future<Void> stopped = mesh.undeploy();

    assertThat(worker.control("drain")).isEqualTo(new WorkerControl.Drain("the node stops"));
    assertThat(worker.control("bye")).isInstanceOf(WorkerControl.Bye.class);
    assertThat(worker.closeCode()).isEqualTo(1001);
    await(stopped);
  }

  private ToolsOffered offer() throws Exception {
    ToolsOffered offer = offers.poll(10, TimeUnit.SECONDS);
    assertThat(offer).isNotNull();
    return offer;
  }

  private Future<ToolResult> call(int deadlineMs) {
    return mesh.bus.request(INBOX, new ToolCall(new TurnRef("s1", 1, 1), "roll", "{\"sides\":6}", deadlineMs, "k"),
        ToolResult.class, 8_000);
  }

  private static void assertError(Future<?> asked, MeshError error) {
    assertThatThrownBy(() -> await(asked)).isInstanceOfSatisfying(ExecutionException.class,
        e -> assertThat(((MeshException) e.getCause()).error()).isEqualTo(error));
  }
}
