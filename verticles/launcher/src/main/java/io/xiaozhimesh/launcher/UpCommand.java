package io.xiaozhimesh.launcher;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.config.ConfigException;
import io.xiaozhimesh.protocol.bus.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves until SIGTERM or Ctrl-C, then drains. */
@Command(name = "up", mixinStandardHelpOptions = true,
    description = {"Serves devices until SIGTERM or Ctrl-C, then drains.",
        "The first line on stdout says where, once all chosen stages answer:",
        "ready ws=… http=… stages=… node=… [management=…] [bridge=…]"},
    footer = {"", "Examples:",
        "  mesh up                                   every stage in this JVM",
        "  mesh up --port 8000 --http-port 8003      on these ports",
        "  mesh up --config my-mesh.yaml             with your settings over the defaults",
        "  mesh up --cluster --stages vad,asr        two stages, the others on other nodes of the cluster"})
final class UpCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings over the defaults; may be repeated.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--stages", paramLabel = "LIST", description = "Which stages run here, for example vad,asr. Default: all.")
  private String stages;

  @Option(names = "--cluster", description = "Join the other nodes, as the section cluster of the configuration says.")
  private boolean clustered;

  @Option(names = "--port", paramLabel = "N", description = "WebSocket port for devices; 0 takes any free one.")
  private Integer port;

  @Option(names = "--http-port", paramLabel = "N", description = "HTTP port for devices; 0 takes any free one.")
  private Integer httpPort;

  @Override
  public Integer call() throws InterruptedException {
    RunningMesh mesh = Waiting.on(RunningMesh.start(files, overrides(), roles(), clustered));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      Waiting.on(mesh.stop());
      stopped.countDown();
    }, "mesh-drain"));
    spec.commandLine().getOut().println(mesh.readyLine());
    spec.commandLine().getOut().flush();
    stopped.await();
    return 0;
  }

  private JsonObject overrides() {
    JsonObject overrides = new JsonObject();
    if (port != null) {
      overrides.put("ingress", new JsonObject().put("socket", new JsonObject().put("port", port)));
    }
    if (httpPort != null) {
      overrides.put("ota", new JsonObject().put("port", httpPort));
    }
    return overrides;
  }

  private Set<Role> roles() {
    if (stages == null) {
      return EnumSet.allOf(Role.class);
    }
    Set<Role> chosen = EnumSet.noneOf(Role.class);
    for (String name : stages.split(",")) {
      chosen.add(Role.of(name.strip()).orElseThrow(() -> new ConfigException(
          "there is no stage \"" + name + "\", there are " + Arrays.stream(Role.values()).map(Role::key).toList())));
    }
    return chosen;
  }
}
