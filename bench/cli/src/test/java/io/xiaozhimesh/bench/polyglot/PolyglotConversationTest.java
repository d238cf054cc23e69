package io.xiaozhimesh.bench.polyglot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.bench.device.DeviceTurn;
import io.xiaozhimesh.bench.device.ScriptedDevice;
import io.xiaozhimesh.bench.device.speech.SpokenSentence;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.Role;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Conversations of which parts are done by processes in Python and Node, over the real bridge. */
@ExtendWith(VertxExtension.class)
@Timeout(240)
class PolyglotConversationTest {

  private static final Set<Role> WITHOUT_ASR = EnumSet.complementOf(EnumSet.of(Role.ASR));
  private static final JsonObject FREETTS =
      new JsonObject().put("tts", new JsonObject().put("engine", "freetts").put("warmUpFrames", 0));
  private static final long OPENED_MAX_S = 60;

  @Test
  void pythonHears_nodeSpeaks_andToolsOfBothAreCalled(Vertx vertx) throws Exception {
    WorkerProcess.demandPython();
    WorkerProcess.demandNode();
    ToolCallingModel model = new ToolCallingModel(vertx, List.of(
        new ToolCallingModel.Call("add_numbers", new JsonObject().put("numbers", new JsonArray().add(2).add(40))),
        new ToolCallingModel.Call("convert_length",
            new JsonObject().put("value", 1).put("from", "mile").put("to", "metre"))));
    JsonObject settings = new JsonObject().put("dialogue", new JsonObject().put("llm", new JsonObject()
        .put("provider", "openai").put("baseUrl", model.baseUrl()).put("apiKey", "k").put("model", "m")));
    Set<Role> stages = EnumSet.complementOf(EnumSet.of(Role.ASR, Role.TTS));
    try (PolyglotMesh mesh = new PolyglotMesh(vertx, stages, settings);
        WorkerProcess ears = WorkerProcess.pythonExample("pocketsphinx_asr.py", "ears", mesh.bridgeUrl());
        WorkerProcess mouth = WorkerProcess.nodeExample("espeak-tts.js", "mouth", mesh.bridgeUrl());
        WorkerProcess dice = WorkerProcess.pythonExample("dice_tools.py", "dice", mesh.bridgeUrl());
        WorkerProcess units = WorkerProcess.nodeExample("unit-tools.js", "units", mesh.bridgeUrl())) {
      ears.told("listening for").get();
      mesh.awaitWorkers(Role.TTS, 1);
      mesh.awaitTools("add_numbers", "convert_length");
      ScriptedDevice device = mesh.device();

      Waiting.on(device.say("time", SpokenSentence.of("what time is it")));
      DeviceTurn heard = Waiting.on(device.awaitTurn());
      Waiting.on(device.sayText("please calculate and convert something"));
      DeviceTurn calculated = Waiting.on(device.awaitTurn());

      assertThat(heard.transcript()).isEqualTo("what time is it");
      assertThat(heard.replyText()).matches("It's \\d{1,2}:\\d{2} [AP]M\\.");
      assertThat(heard.reply().durationMs()).isGreaterThan(500);
      assertThat(heard.frames().gaps()).isZero();
      assertThat(calculated.replyText()).isEqualTo("The tools say 42 and 1609.34 metre.");
      assertThat(calculated.completed()).isTrue();
      for (WorkerProcess worker : List.of(ears, mouth, dice, units)) {
        worker.terminate();
        assertThat(worker.exit()).as(worker.log()).isZero();
      }
      Waiting.on(device.close());
    } finally {
      model.close();
    }
  }

  @Test
  void pythonWorkerKilledInMidUtterance_theOtherHearsItWhole(Vertx vertx) throws Exception {
    WorkerProcess.demandPython();
    try (PolyglotMesh mesh = new PolyglotMesh(vertx, WITHOUT_ASR, FREETTS);
        WorkerProcess one = WorkerProcess.toldAsr("one", mesh.bridgeUrl(), Map.of());
        WorkerProcess two = WorkerProcess.toldAsr("two", mesh.bridgeUrl(), Map.of())) {
      Talk talk = talkTo(mesh, one, two);

      talk.first().kill();
      DeviceTurn turn = Waiting.on(talk.device().awaitTurn());

      assertThat(turn.transcript()).isEqualTo("what time is it");
      assertThat(turn.completed()).isTrue();
      assertThat(talk.other().log()).contains("opened");
      assertThat(talk.first().exit()).isEqualTo(128 + 9);
      mesh.awaitWorkers(Role.ASR, 1);
      Waiting.on(talk.device().close());
    }
  }

  @Test
  void pythonWorkerToldToEndInMidUtterance_finishesItItself(Vertx vertx) throws Exception {
    WorkerProcess.demandPython();
    try (PolyglotMesh mesh = new PolyglotMesh(vertx, WITHOUT_ASR, FREETTS);
        WorkerProcess one = WorkerProcess.toldAsr("one", mesh.bridgeUrl(), Map.of());
        WorkerProcess two = WorkerProcess.toldAsr("two", mesh.bridgeUrl(), Map.of())) {
      Talk talk = talkTo(mesh, one, two);

      talk.first().terminate();
      DeviceTurn turn = Waiting.on(talk.device().awaitTurn());

      assertThat(turn.transcript()).isEqualTo("what time is it");
      assertThat(talk.first().exit()).as(talk.first().log()).isZero();
      assertThat(talk.other().log()).doesNotContain("opened");
      Waiting.on(talk.device().close());
    }
  }

  @Test
  void pythonWorkerByTls_servesWithTheBridgesAuthority_andDoesNotConnectWithoutIt(Vertx vertx, @TempDir Path folder) throws Exception {
    WorkerProcess.demandPython();
    LocalCertificate own = LocalCertificate.in(folder);
    JsonObject tls = FREETTS.copy().put("bridge", new JsonObject().put("host", "localhost")
        .put("certFile", own.certFile()).put("keyFile", own.keyFile()));
    try (PolyglotMesh mesh = new PolyglotMesh(vertx, WITHOUT_ASR, tls);
        WorkerProcess stranger = WorkerProcess.toldAsr("stranger", mesh.bridgeUrl(),
            Map.of());
        WorkerProcess known = WorkerProcess.toldAsr("known", mesh.bridgeUrl(),
            Map.of("MESH_WORKER_CA", own.certFile()))) {
      assertThat(mesh.bridgeUrl()).startsWith("wss://");
      known.told("listening for").get();
      stranger.told("no connection").get();
      mesh.awaitWorkers(Role.ASR, 1);
      ScriptedDevice device = mesh.device();
      Waiting.on(device.say("time", SpokenSentence.of("what time is it")));

      assertThat(Waiting.on(device.awaitTurn()).transcript()).isEqualTo("what time is it");
      assertThat(known.log()).contains("opened");
      Waiting.on(device.close());
    }
  }

  /** A device in mid-sentence, the worker that has its utterance, and the one that has nothing. */
  private record Talk(ScriptedDevice device, WorkerProcess first, WorkerProcess other) {
  }

  private static Talk talkTo(PolyglotMesh mesh, WorkerProcess one, WorkerProcess two) throws Exception {
    one.told("listening for").get();
    two.told("listening for").get();
    mesh.awaitWorkers(Role.ASR, 2);
    ScriptedDevice device = mesh.device();
    Waiting.on(device.say("time", SpokenSentence.of("what time is it")));
    WorkerProcess first = (WorkerProcess) CompletableFuture.anyOf(one.told("opened"), two.told("opened"))
        .get(OPENED_MAX_S, TimeUnit.SECONDS);
    return new Talk(device, first, first == one ? two : one);
  }
}
