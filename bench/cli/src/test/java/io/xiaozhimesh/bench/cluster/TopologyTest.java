package io.xiaozhimesh.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
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
import io.xiaozhimesh.launcher.Main;
import io.xiaozhimesh.launcher.Waiting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The script that runs the topology of the containers as plain processes. */
@ExtendWith(VertxExtension.class)
@Timeout(300)
class TopologyTest {

  private static final List<String> SEVEN =
      List.of("asr", "dialogue", "ingress", "plugins", "registry", "tts", "vad");

  @TempDir
  private Path folder;

  @Test
  void sevenProcesses_holdAConversation_areAllOnTop_andOneThatIsKilledComesBack(Vertx vertx) throws Exception {
    try (TopologyScript script = TopologyScript.begin(folder)) {
      assertThat(script.ready()).contains("processes=7");
      assertThat(nodesOnTop(script.topUrl())).containsExactlyElementsOf(SEVEN);
      assertThat(script.pids().keySet()).containsExactlyInAnyOrderElementsOf(SEVEN);

      DeviceConfig config = Waiting.on(new OtaClient(vertx).boot(script.otaUrl(), DeviceIdentity.numbered(1)));
      ScriptedDevice device = new DeviceNetwork(vertx, 1).device(config, new DeviceBoard(), DeviceListener.NONE);
      Waiting.on(device.connect());
      Waiting.on(device.say("time", SpokenSentence.of("what time is it")));
      DeviceTurn turn = Waiting.on(device.awaitTurn());
      assertThat(turn.transcript()).startsWith("what time is it");
      assertThat(turn.replyText()).matches("It's \\d{1,2}:\\d{2} [AP]M\\.");
      Waiting.on(device.close());

      long killed = script.pids().get("registry");
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      assertThat(script.lineWith("registry has ended and is started again")).doesNotContain("pid=" + killed);

      List<ProcessHandle> alive = script.pids().values().stream().map(ProcessHandle::of).flatMap(Optional::stream).toList();
      assertThat(script.terminate()).isEqualTo(128 + 15);
      assertThat(alive).hasSize(7).noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void unknownOption_isRefusedWithTheUsage() throws Exception {
    try (TopologyScript script = TopologyScript.begin(folder, "--three")) {
      assertThat(script.lineWith("there is no --three")).isNotEmpty();
      assertThat(script.exit()).isEqualTo(2);
    }
  }

  private static List<String> nodesOnTop(String url) {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    assertThat(line.execute("top", "--json", "--url", url)).isZero();
    return new JsonObject(out.toString()).getJsonArray("nodes").stream().map(JsonObject.class::cast)
        .map(n -> n.getString("node")).sorted().toList();
  }
}
