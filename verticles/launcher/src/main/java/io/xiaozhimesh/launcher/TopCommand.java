package io.xiaozhimesh.launcher;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.config.ConfigException;
import io.xiaozhimesh.launcher.config.MeshConfig;
import io.xiaozhimesh.launcher.top.MeshPicture;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows who is there and how it goes. Asks one node by HTTP and joins nothing. */
@Command(name = "top", mixinStandardHelpOptions = true,
    description = {"Nodes, stages, versions, states, leases, load, message rates, workers wanted, turns per second and latency",
        "per step, from a running node's management port (node.managementPort). On a terminal until Ctrl-C, else once."},
    footer = {"", "Examples:",
        "  mesh top --url http://127.0.0.1:8080",
        "  mesh top --config my-mesh.yaml --json     one picture for a program"})
final class TopCommand implements Callable<Integer> {

  private static final long REFRESH_MS = 500;
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

  @Spec
  private CommandSpec spec;

  @Option(names = "--url", paramLabel = "URL",
      description = "A node's management port. Default: what the configuration says.")
  private String url;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings over the defaults; may be repeated.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "One picture as JSON.")
  private boolean json;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(DEADLINE).build();

  @Override
  public Integer call() throws InterruptedException {
    String node = url == null ? configured() : url.replaceFirst("/+$", "");
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(picture(node).json().encodePrettily());
    } else if (System.console() == null) {
      out.print(picture(node).text());
    } else {
      watch(node, out);
    }
    out.flush();
    return 0;
  }

  private void watch(String node, PrintWriter out) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    do {
      String text = picture(node).colourful();
      out.print(HOME_AND_CLEAR + text);
      out.flush();
    } while (!never.await(REFRESH_MS, TimeUnit.MILLISECONDS));
  }

  private MeshPicture picture(String node) throws InterruptedException {
    return new MeshPicture(new JsonArray(get(node + "/nodes")), new JsonObject(get(node + "/stages")),
        new JsonObject(get(node + "/turns")));
  }

  private String get(String address) throws InterruptedException {
    try {
      HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(address)).timeout(DEADLINE).build(),
          HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      throw new IllegalStateException(address + " answers " + answer.statusCode() + ": is it a node's management port?");
    } catch (IOException e) {
      throw new IllegalStateException(address + " does not answer: does the node run, and is node.managementPort set?");
    } catch (IllegalArgumentException | DecodeException e) {
      throw new ConfigException("--url is " + address + ", should be like http://127.0.0.1:8080");
    }
  }

  private String configured() {
    Vertx vertx = Vertx.vertx();
    try {
      JsonObject node = Waiting.on(MeshConfig.load(vertx, files, System.getenv(), new JsonObject())).getJsonObject("node");
      int port = node.getInteger("managementPort");
      if (port <= 0) {
        throw new ConfigException("node.managementPort is " + port
            + ": say --url http://host:port of a node that has one, or configure it");
      }
      return "http://" + node.getString("managementHost") + ":" + port;
    } finally {
      Waiting.on(vertx.close());
    }
  }
}
