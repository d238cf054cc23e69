package io.xiaozhimesh.bench.cli;

import io.vertx.core.Vertx;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.DeviceOptions;
import io.xiaozhimesh.bench.device.firmware.ListeningMode;
import io.xiaozhimesh.bench.device.firmware.PacketFraming;
import io.xiaozhimesh.launcher.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A device for the shell. */
@Command(name = "device", mixinStandardHelpOptions = true,
    description = {"A device for the shell, usable against any xiaozhi server: plays WAVs in real time as the",
        "firmware would, reports and saves what it hears."},
    footer = {"", "Examples:",
        "  mesh device --url ws://127.0.0.1:8000/xiaozhi/v1/ --wav question.wav",
        "  mesh device --ota http://127.0.0.1:8003/xiaozhi/ota/ --text \"what time is it\"",
        "  mesh device --url ws://host/xiaozhi/v1/ --wav a.wav --mode manual --save answers --json", "",
        "Exit codes: 0 all turns completed, 1 a turn or the connection failed, 2 the call is wrong."})
final class DeviceCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Server server;

  @Option(names = "--mode", paramLabel = "MODE", defaultValue = "auto",
      description = "auto, manual (push to talk) or realtime (microphone always on). Default: ${DEFAULT-VALUE}.")
  private ListeningMode mode;

  @Option(names = "--protocol", paramLabel = "N",
      description = "Packet framing 1, 2 or 3. Default: what the OTA answer says, else 1.")
  private Integer protocol;

  @Option(names = "--device-id", paramLabel = "MAC", defaultValue = "02:00:00:00:00:01",
      description = "Default: ${DEFAULT-VALUE}.")
  private String deviceId;

  @Option(names = "--token", paramLabel = "TOKEN", description = "Access token. Default: what the OTA answer says.")
  private String token;

  @Mixin
  private Remarks remarks;

  @Mixin
  private ReportOutput output;

  /** One of the two must be given. */
  private static final class Server {

    @Option(names = "--url", paramLabel = "WS", required = true, description = "WebSocket address, ws:// or wss://.")
    private String url;

    @Option(names = "--ota", paramLabel = "URL", required = true,
        description = "OTA address, http:// or https://; says where the WebSocket is.")
    private String ota;
  }

  @Override
  public Integer call() throws IOException {
    check();
    List<Remark> said = remarks.read(spec);
    ReplyFiles files = ReplyFiles.in(output.folder());
    Vertx vertx = Vertx.vertx();
    try {
      DeviceConfig config = config(vertx);
      DeviceNetwork network = new DeviceNetwork(vertx, 1);
      Conversation conversation =
          new Conversation(network.device(config), TurnWitness.NONE, files, output.progress(spec));
      return output.print(spec, conversation.hold(config.url(), said));
    } finally {
      Waiting.on(vertx.close());
    }
  }

  private void check() {
    if (remarks.none()) {
      throw wrong("Nothing to say: give --wav FILE or --text SENTENCE");
    }
    if (protocol != null && (protocol < 1 || protocol > 3)) {
      throw wrong("--protocol is " + protocol + ", should be 1, 2 or 3");
    }
    if (!deviceId.matches("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
      throw wrong("--device-id is " + deviceId + ", should be like aa:bb:cc:dd:ee:ff");
    }
    if (server.url != null && !server.url.matches("wss?://[^/?#]+.*")) {
      throw wrong("--url is " + server.url + ", should be like ws://127.0.0.1:8000/xiaozhi/v1/");
    }
    if (server.ota != null && !server.ota.matches("https?://[^/?#]+.*")) {
      throw wrong("--ota is " + server.ota + ", should be like http://127.0.0.1:8003/xiaozhi/ota/");
    }
  }

  private DeviceConfig config(Vertx vertx) {
    DeviceIdentity identity = DeviceIdentity.of(deviceId);
    DeviceConfig config = server.ota == null
        ? new DeviceConfig(server.url, "", identity, mode, PacketFraming.V1, DeviceOptions.STOCK)
        : Boot.ask(vertx, server.ota, identity).withMode(mode);
    config = protocol == null ? config : config.withFraming(PacketFraming.ofVersion(protocol));
    return token == null ? config : config.withToken(token);
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
