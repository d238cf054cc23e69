package io.xiaozhimesh.bench.cli;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.speech.SpokenSentence;
import io.xiaozhimesh.launcher.RunningMesh;
import io.xiaozhimesh.launcher.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A conversation with the whole mesh, here and now. */
@Command(name = "demo", mixinStandardHelpOptions = true,
    description = {"Starts the whole mesh in this JVM on free ports, lets one scripted device hold a conversation over",
        "the real HTTP and WebSocket interfaces, stops. Without --wav and --text: a built-in spoken conversation."},
    footer = {"", "Examples:",
        "  mesh demo",
        "  mesh demo --wav question.wav --save answers",
        "  mesh demo --text \"what time is it\" --json", "",
        "Exit codes: 0 all turns completed, 1 a turn failed, 2 the call or the configuration is wrong."})
final class DemoCommand implements Callable<Integer> {

  /** What the built-in conversation says, in this order. */
  static final List<String> BUILT_IN =
      List.of("what time is it", "set the volume to fifty", "tell me a joke", "see you later");

  private static final String OTA_PATH = "/xiaozhi/ota/";

  @Spec
  private CommandSpec spec;

  @Mixin
  private Remarks remarks;

  @Mixin
  private ReportOutput output;

  @Override
  public Integer call() throws IOException {
    List<Remark> said = remarks.none() ? builtIn() : remarks.read(spec);
    ReplyFiles files = ReplyFiles.in(output.folder());
    output.progress(spec).accept("starting the mesh");
    RunningMesh mesh = Waiting.on(RunningMesh.start(overrides()));
    try {
      return output.print(spec, talk(mesh, said, files));
    } finally {
      Waiting.on(mesh.stop());
    }
  }

  private ConversationReport talk(RunningMesh mesh, List<Remark> said, ReplyFiles files) {
    DeviceIdentity identity = DeviceIdentity.of("02:00:00:00:00:01");
    DeviceConfig config = Boot.ask(mesh.vertx(), mesh.httpUrl() + OTA_PATH, identity);
    DeviceNetwork network = new DeviceNetwork(mesh.vertx(), 1);
    TurnWitness witness = new BusWitness(mesh.vertx(), mesh.bus());
    return new Conversation(network.device(config), witness, files, output.progress(spec))
        .hold(config.url(), said);
  }

  static List<Remark> builtIn() {
    return BUILT_IN.stream().map(words -> Remark.ofSound(words, SpokenSentence.of(words))).toList();
  }

  /** Free ports, a registry and a key of its own: a demonstration leaves nothing behind and meets nothing that runs already. */
  static JsonObject overrides() {
    return new JsonObject()
        .put("node", new JsonObject().put("managementPort", 0))
        .put("auth", new JsonObject().put("key", UUID.randomUUID() + "-" + UUID.randomUUID()))
        .put("ingress", new JsonObject().put("socket", new JsonObject().put("port", 0)))
        .put("ota", new JsonObject().put("port", 0))
        .put("registry", new JsonObject().put("url", "jdbc:h2:mem:demo-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
  }
}
