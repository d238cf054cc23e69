package io.xiaozhimesh.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.DeviceListener;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.DeviceTurn;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.bench.device.ScriptedDevice;
import io.xiaozhimesh.bench.device.firmware.DeviceBoard;
import io.xiaozhimesh.bench.device.speech.SpokenSentence;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person hears when every worker of a stage is taken, and what the one before notices: nothing. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
class FullMeshTest {

  private static final String BUSY = "I am talking to too many people just now. Please try again in a moment.";
  private static final int NORMAL_CLOSURE = 1000;

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Promise<Integer> secondClosed = Promise.promise();
  private Vertx clients;
  private RunningMesh mesh;

  @BeforeEach
  void clients(Vertx vertx) {
    clients = vertx;
  }

  @AfterEach
  void stop() {
    Waiting.on(mesh.stop());
  }

  private void mesh(JsonObject own) {
    JsonObject settings = new JsonObject()
        .put("node", new JsonObject().put("managementPort", 0))
        .put("auth", new JsonObject().put("key", "a-key-of-this-test-and-of-nothing-else"))
        .put("registry", new JsonObject().put("url", "jdbc:h2:mem:full-" + System.nanoTime()))
        .put("plugins", new JsonObject().put("dir", ""))
        .put("ota", new JsonObject().put("host", "127.0.0.1").put("port", 0))
        .put("ingress", new JsonObject().put("turn", new JsonObject().put("recogniseDeadlineMs", 30_000))
            .put("socket", new JsonObject().put("host", "127.0.0.1").put("port", 0)))
        .put("vad", new JsonObject().put("warmUpFrames", 50))
        .put("asr", new JsonObject().put("engine", "scripted"))
        .put("dialogue", new JsonObject().put("intents", "never").put("llm", new JsonObject().put("provider", "scripted")))
        .put("tts", new JsonObject().put("engine", "scripted").put("engines", new JsonArray().add("scripted"))
            .put("warmUpFrames", 0));
    mesh = Waiting.on(RunningMesh.start(settings.mergeIn(own, true)));
  }

  private ScriptedDevice device(int number, String name) {
    OtaClient ota = new OtaClient(clients);
    return new DeviceNetwork(clients, number).device(
        Waiting.on(ota.boot(mesh.httpUrl() + "/xiaozhi/ota/", DeviceIdentity.numbered(number))), new DeviceBoard(),
        new DeviceListener() {
          @Override
          public void received(JsonObject message) {
            if ("stt".equals(message.getString("type"))) {
              events.add(name + " is understood");
            }
          }

          @Override
          public void turnEnded(DeviceTurn turn) {
            events.add(name + " has heard " + turn.replyText());
          }

          @Override
          public void closed(int code) {
            if (name.equals("second")) {
              secondClosed.tryComplete(code);
            }
          }
        });
  }

  @Test
  void nobodyHasRoomToListen_deviceHearsBusyAndIsClosed_andTheOtherTalksOn() {
    mesh(new JsonObject().put("vad", new JsonObject().put("capacity", 1)));
    ScriptedDevice first = device(1, "first");
    ScriptedDevice second = device(2, "second");
    Waiting.on(first.connect());

    Waiting.on(second.connect());
    DeviceTurn refused = Waiting.on(second.awaitTurn());
    Waiting.on(first.say("question", SpokenSentence.of("what time is it")));
    DeviceTurn served = Waiting.on(first.awaitTurn());

    assertThat(refused.replyText()).isEqualTo(BUSY);
    assertThat(refused.completed()).isTrue();
    assertThat(Waiting.on(secondClosed.future())).isEqualTo(NORMAL_CLOSURE);
    assertWhole(served);
    Waiting.on(first.close());
  }

  @Test
  void nobodyHasRoomToRecognise_deviceHearsBusyLongBeforeTheOtherIsUnderstood() {
    mesh(new JsonObject().put("asr", new JsonObject().put("transcriptDeadlineMs", 20_000).put("engine", "slow").put("providers", new JsonObject()
        .put("slow", new JsonObject().put("type", "scripted").put("utterancesMax", 1).put("delayMs", 10_000)))));
    ScriptedDevice first = device(1, "first");
    ScriptedDevice second = device(2, "second");
    Waiting.on(first.connect());
    Waiting.on(second.connect());

    Waiting.on(first.say("question", SpokenSentence.of("what time is it")));
    Waiting.on(second.say("question", SpokenSentence.of("what time is it")));
    DeviceTurn refused = Waiting.on(second.awaitTurn());
    DeviceTurn served = Waiting.on(first.awaitTurn());

    assertThat(refused.replyText()).isEqualTo(BUSY);
    assertThat(refused.completed()).isTrue();
    assertThat(events).first().isEqualTo("second has heard " + BUSY);
    assertThat(events).contains("first is understood").doesNotContain("second is understood");
    assertWhole(served);
    Waiting.on(first.close());
    Waiting.on(second.close());
  }

  private static void assertWhole(DeviceTurn turn) {
    assertThat(turn.transcript()).isEqualTo("this is a scripted question");
    assertThat(turn.replyText()).isEqualTo("This is a scripted answer.");
    assertThat(turn.completed()).isTrue();
    assertThat(turn.frames().gaps()).isZero();
  }
}
