package io.xiaozhimesh.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import io.xiaozhimesh.protocol.worker.WorkerControl;
import io.xiaozhimesh.protocol.worker.WorkerFrame;
import io.xiaozhimesh.protocol.worker.WorkerText;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever one worker does, it is dropped for it, and the good one beside it serves on. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class BadWorkerTest {

  private static final TurnRef REF = new TurnRef("bad", 1, 1);

  private Vertx vertx;
  private BridgeFixture mesh;
  private ScriptedWorker good;

  @BeforeEach
  void joinTheGoodOne(Vertx given) throws Exception {
    vertx = given;
    mesh = new BridgeFixture(vertx, new JsonObject().put("silenceMs", 600).put("requestMs", 1_000)
        .put("messageBytesMax", 8_192).put("messagesPerSMax", 200).put("queueBytesMax", 65_536), new JsonObject());
    good = mesh.connect();
    good.tell(ScriptedWorker.hello("asr", "good", 10));
    good.control("welcome");
  }

  @AfterEach
  void goodOne_stillServes() throws Exception {
    TurnRef ref = new TurnRef("good", 1, 1);
    var asked = mesh.bus.request("asr.w.n1.1", new UtteranceOpen(ref, 0, "", mesh.owner.address()),
        Accepted.class, 2_000);
    good.answer(good.nextText(), new Accepted());
    BridgeFixture.await(asked);
    mesh.heard.clear();
    good.tell(new TranscriptFinal(ref, 0, "fine", "", "", "good", 1));
    assertThat(mesh.heard(TranscriptFinal.class).text()).isEqualTo("fine");
    assertThat(mesh.directory.candidates(Role.ASR)).containsExactly("asr.w.n1.1");
  }

  static Stream<Arguments> wrongAddresses() {
    return Stream.of(
        Arguments.of(401, change(to -> to.putHeader("Authorization", "Bearer guess!"))),
        Arguments.of(401, change(to -> to.getHeaders().remove("Authorization"))),
        Arguments.of(404, change(to -> to.setURI("/"))),
        Arguments.of(400, change(to -> to.setSubProtocols(List.of("mesh.worker.v2")))),
        Arguments.of(400, change(to -> to.setSubProtocols(List.of()))));
  }

  private static Consumer<WebSocketConnectOptions> change(Consumer<WebSocketConnectOptions> change) {
    return change;
  }

  @ParameterizedTest
  @MethodSource("wrongAddresses")
  void whoeverDoesNotBelongHere_isRefusedBeforeTheUpgrade(int status, Consumer<WebSocketConnectOptions> change) {
    WebSocketConnectOptions to = ScriptedWorker.address(mesh.bridge.port());
    change.accept(to);

    assertThatThrownBy(() -> ScriptedWorker.connect(vertx, to, new WebSocketClientOptions()))
        .isInstanceOf(ExecutionException.class)
        .satisfies(e -> assertThat(((UpgradeRejectedException) e.getCause()).getStatus()).isEqualTo(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "no JSON", "{\"type\":\"alive\",\"atMs\":1,\"load\":0}", "{\"type\":\"Accepted\"}",
      "{\"type\":\"hello\",\"role\":\"ingress\",\"name\":\"x\",\"version\":\"1\",\"capacity\":1,\"phrases\":false,\"tools\":[]}",
      "{\"type\":\"hello\",\"role\":\"tools\",\"name\":\"x\",\"version\":\"1\",\"capacity\":1,\"phrases\":false,\"tools\":[]}",
      "{\"type\":\"hello\",\"role\":\"asr\",\"name\":\"good\",\"version\":\"1\",\"capacity\":1,\"phrases\":false,\"tools\":[]}"})
  void firstMessageThatIsNoFitHello_isRefused(String text) throws Exception {
    ScriptedWorker bad = mesh.connect();
    bad.socket().writeTextMessage(text);

    assertThat(bad.control("error")).isInstanceOf(WorkerControl.Error.class);
    assertThat(bad.closeCode()).isEqualTo(4001);
  }

  @Test
  void workerThatNeverSaysHello_isDropped() throws Exception {
    assertThat(mesh.connect().closeCode()).isEqualTo(4001);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "no JSON", "{\"type\":\"Unheard\"}", "{\"type\":\"TranscriptFinal\"}", "{\"type\":\"Accepted\",\"re\":99}",
      "{\"type\":\"ping\",\"atMs\":1}", "{\"type\":\"alive\",\"atMs\":1,\"load\":\"full\"}",
      "{\"type\":\"SessionClosed\",\"sessionId\":\"s1\"}",
      "{\"type\":\"hello\",\"role\":\"asr\",\"name\":\"x\",\"version\":\"1\",\"capacity\":1,\"phrases\":false,\"tools\":[]}"})
  void wrongText_endsTheConnectionAndFailsWhatItHeld(String text) throws Exception {
    ScriptedWorker bad = joined();
    bad.socket().writeTextMessage(text);

    assertThat(bad.closeCode()).isEqualTo(4002);
    assertThat(mesh.heard(TranscriptFailed.class).error()).isEqualTo(MeshError.UNAVAILABLE);
  }

  @Test
  void frameOfAnotherVersion_endsTheConnection() throws Exception {
    ScriptedWorker bad = joined();
    Buffer frame = new WorkerFrame(WorkerFrame.Kind.SPEECH, 1, 0, 0, 0, 0, Payload.wrap(new byte[1])).toBuffer();
    bad.socket().writeBinaryMessage(frame.setByte(0, (byte) 2));

    assertThat(bad.closeCode()).isEqualTo(4002);
  }

  @Test
  void frameThatItsRoleDoesNotSend_endsTheConnection() throws Exception {
    ScriptedWorker bad = joined();
    bad.tell(new WorkerFrame(WorkerFrame.Kind.SPEECH, 1, 0, 0, 0, 0, Payload.wrap(new byte[1])));

    assertThat(bad.closeCode()).isEqualTo(4002);
  }

  @Test
  void tooLongMessage_endsTheConnection() throws Exception {
    ScriptedWorker bad = joined();
    bad.socket().writeTextMessage("x".repeat(10_000));

    bad.closeCode();
    assertThat(mesh.heard(TranscriptFailed.class).error()).isEqualTo(MeshError.UNAVAILABLE);
  }

  @Test
  void silentWorker_isDropped_althoughItsConnectionStands() throws Exception {
    ScriptedWorker bad = joined();
    bad.beSilent();

    assertThat(bad.closeCode()).isEqualTo(4003);
    assertThat(mesh.heard(TranscriptFailed.class).error()).isEqualTo(MeshError.UNAVAILABLE);
  }

  @Test
  void workerThatDoesNotRead_isDropped_whenTooMuchWaits() throws Exception {
    ScriptedWorker bad = joined();
    bad.socket().pause();
    byte[] pcm = new byte[60_000];
    for (int i = 0; i < 2_000 && mesh.heard.isEmpty(); i++) {
      mesh.bus.send("asr.w.n1.2", new UtterancePcm(REF, 0, i, Payload.wrap(pcm)));
      bad.tell(new WorkerControl.Alive(0, 0));
      BridgeFixture.await(vertx.timer(5));
    }

    assertThat(mesh.heard(TranscriptFailed.class).error()).isEqualTo(MeshError.UNAVAILABLE);
    assertThat(mesh.metrics.counted("mesh.bridge.worker.left", "how", "slow")).isEqualTo(1);
    bad.socket().resume();
  }

  @Test
  void flood_endsTheConnection() throws Exception {
    ScriptedWorker bad = joined();
    for (int i = 0; i < 1_000; i++) {
      bad.tell(new WorkerControl.Alive(0, 0));
    }

    assertThat(bad.closeCode()).isEqualTo(4005);
  }

  /** A second worker that holds an utterance. */
  private ScriptedWorker joined() throws Exception {
    ScriptedWorker bad = mesh.connect();
    bad.join("asr", 2);
    var asked = mesh.bus.request("asr.w.n1.2", new UtteranceOpen(REF, 0, "", mesh.owner.address()),
        Accepted.class, 2_000);
    WorkerText request = bad.nextText();
    bad.answer(request, new Accepted());
    BridgeFixture.await(asked);
    return bad;
  }
}
