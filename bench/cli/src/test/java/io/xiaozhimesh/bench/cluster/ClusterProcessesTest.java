package io.xiaozhimesh.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.DeviceListener;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.DeviceTurn;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.bench.device.ScriptedDevice;
import io.xiaozhimesh.bench.device.firmware.DeviceBoard;
import io.xiaozhimesh.bench.device.speech.SpokenSentence;
import io.xiaozhimesh.bench.load.processes.MeshProcess;
import io.xiaozhimesh.launcher.Main;
import io.xiaozhimesh.launcher.Waiting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** The mesh as several processes that find each other by Hazelcast. */
@ExtendWith(VertxExtension.class)
@Timeout(240)
class ClusterProcessesTest {

  private static final JsonObject SCRIPTED = new JsonObject()
      .put("asr", new JsonObject().put("engine", "scripted"))
      .put("dialogue", new JsonObject().put("intents", "never").put("llm", new JsonObject().put("provider", "scripted")))
      .put("tts", new JsonObject().put("engine", "scripted").put("engines", new JsonArray().add("scripted"))
          .put("warmUpFrames", 0));
  private static final int SIGTERM_EXIT = 128 + 15;
  private static final String FRONT = "ingress,ota,dialogue,plugins,registry";

  private static ScriptedDevice device(Vertx vertx, String otaUrl) {
    return device(vertx, otaUrl, DeviceListener.NONE);
  }

  private static ScriptedDevice device(Vertx vertx, String otaUrl, DeviceListener listener) {
    OtaClient ota = new OtaClient(vertx);
    DeviceConfig config = Waiting.on(ota.boot(otaUrl, DeviceIdentity.numbered(1)));
    return new DeviceNetwork(vertx, 1).device(config, new DeviceBoard(), listener);
  }

  @Test
  void twoProcesses_holdOneConversation(Vertx vertx) throws Exception {
    try (ProcessCluster cluster = new ProcessCluster(new JsonObject())) {
      MeshProcess voice = cluster.node("voice", "vad,asr,tts");
      MeshProcess front = cluster.node("front", FRONT);
      assertThat(front.ready()).contains("ws=" + cluster.deviceUrl(), "stages=ingress,dialogue,plugins,ota,registry");
      assertThat(voice.ready()).contains("ws= http= stages=vad,asr,tts node=voice");

      ScriptedDevice device = device(vertx, cluster.otaUrl());
      Waiting.on(device.connect());
      Waiting.on(device.say("time", SpokenSentence.of("what time is it")));
      DeviceTurn turn = Waiting.on(device.awaitTurn());

      assertThat(turn.completed()).isTrue();
      assertThat(turn.transcript()).isEqualTo("what time is it");
      assertThat(turn.replyText()).matches("It's \\d{1,2}:\\d{2} [AP]M\\.");
      Waiting.on(device.close());
      assertThat(front.log() + voice.log()).doesNotContain(cluster.secret()).doesNotContain(cluster.clusterName());
    }
  }

  @Test
  void oneProcessForEachStage_holdsOneConversation(Vertx vertx) throws Exception {
    try (ProcessCluster cluster = new ProcessCluster(SCRIPTED)) {
      List<MeshProcess> nodes = new ArrayList<>();
      for (String stage : List.of("registry", "plugins", "dialogue", "tts", "asr", "vad", "ingress", "ota")) {
        nodes.add(cluster.node(stage, stage));
      }
      for (MeshProcess node : nodes) {
        node.ready();
      }

      ScriptedDevice device = device(vertx, cluster.otaUrl());
      Waiting.on(device.connect());
      Waiting.on(device.say("anything", SpokenSentence.of("what time is it")));
      DeviceTurn turn = Waiting.on(device.awaitTurn());

      assertThat(turn.completed()).isTrue();
      assertThat(turn.replyText()).isEqualTo("This is a scripted answer.");
      Waiting.on(device.close());
    }
  }

  @Test
  void workerToldToEndInMidSentence_speaksToTheEnd_andTheNextTurnGoesElsewhere(Vertx vertx) throws Exception {
    try (ProcessCluster cluster = new ProcessCluster(SCRIPTED)) {
      MeshProcess front = cluster.node("front", FRONT + ",vad,asr");
      MeshProcess mouth = cluster.node("mouth", "tts");
      front.ready();
      mouth.ready();
      Promise<Void> sounds = Promise.promise();
      ScriptedDevice device = device(vertx, cluster.otaUrl(), new DeviceListener() {
        @Override
        public void frame(double latenessMs) {
          sounds.tryComplete();
        }
      });
      Waiting.on(device.connect());
      Waiting.on(device.sayText("please speak for 8 seconds"));
      Waiting.on(sounds.future());

      mouth.terminate();
      MeshProcess other = cluster.node("other", "tts");

      DeviceTurn first = Waiting.on(device.awaitTurn());
      assertThat(first.completed()).isTrue();
      assertThat(first.reply().durationMs()).isGreaterThanOrEqualTo(8_000);
      assertThat(first.frames().gaps()).isZero();
      assertThat(mouth.exit(60)).isEqualTo(SIGTERM_EXIT);
      assertThat(mouth.log()).contains("leases to end").doesNotContain("are cut off");
      other.ready();
      Waiting.on(device.sayText("please speak for 8 seconds"));
      assertThat(Waiting.on(device.awaitTurn()).reply().durationMs()).isGreaterThanOrEqualTo(8_000);
      Waiting.on(device.close());
    }
  }

  @Test
  void workerThatDoesNotEndInTime_isTakenOver_andTheSentenceIsHeardOnceAndWhole(Vertx vertx) throws Exception {
    try (ProcessCluster cluster = new ProcessCluster(SCRIPTED)) {
      MeshProcess front = cluster.node("front", FRONT + ",vad,asr");
      MeshProcess mouth = cluster.node("mouth", "tts", new JsonObject().put("node", new JsonObject().put("drainMs", 500)));
      front.ready();
      mouth.ready();
      Promise<Void> sounds = Promise.promise();
      ScriptedDevice device = device(vertx, cluster.otaUrl(), new DeviceListener() {
        @Override
        public void frame(double latenessMs) {
          sounds.tryComplete();
        }
      });
      Waiting.on(device.connect());
      Waiting.on(device.sayText("please speak for 30 seconds"));
      Waiting.on(sounds.future());
      cluster.node("other", "tts").ready();

      mouth.terminate();

      DeviceTurn turn = Waiting.on(device.awaitTurn());
      assertThat(mouth.exit(60)).isEqualTo(SIGTERM_EXIT);
      assertThat(mouth.log()).contains("are cut off");
      assertThat(turn.completed()).isTrue();
      assertThat(turn.reply().durationMs()).isBetween(30_000, 31_000);
      Waiting.on(device.close());
    }
  }

  @Test
  void killedNode_leavesThePictureOfTop(Vertx vertx) throws Exception {
    try (ProcessCluster cluster = new ProcessCluster(SCRIPTED)) {
      MeshProcess one = cluster.node("one", "plugins");
      MeshProcess two = cluster.node("two", "registry");
      String url = one.ready().replaceFirst(".* management=", "");
      two.ready();
      assertThat(nodesOnTop(url)).containsExactly("one ready", "two ready");

      two.close();

      // As often as a second has hundreds of milliseconds, for the three that it may take and one in which to look.
      List<String> seen = nodesOnTop(url);
      for (int i = 0; seen.size() > 1 && i < 40; i++) {
        Waiting.on(vertx.timer(100, TimeUnit.MILLISECONDS));
        seen = nodesOnTop(url);
      }
      assertThat(seen).containsExactly("one ready");
    }
  }

  private static List<String> nodesOnTop(String url) {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    assertThat(line.execute("top", "--json", "--url", url)).isZero();
    return new JsonObject(out.toString()).getJsonArray("nodes").stream().map(JsonObject.class::cast)
        .map(n -> n.getString("node") + " " + n.getString("state")).toList();
  }

  @Test
  void strangerWithAnotherSecret_andSecondOfAName_getNoPart(Vertx vertx) throws Exception {
    try (ProcessCluster cluster = new ProcessCluster(SCRIPTED)) {
      MeshProcess first = cluster.node("n1", "tts");
      first.ready();

      MeshProcess namesake = cluster.node("n1", "dialogue");
      MeshProcess stranger = cluster.stranger("n2", "dialogue");

      assertThat(namesake.exit(60)).isEqualTo(2);
      assertThat(namesake.log()).contains("node.name is n1, which another node of this cluster has");
      stranger.ready();
      assertThat(first.runs()).isTrue();
      assertThat(first.log()).doesNotContain("n2 has joined");
    }
  }
}
