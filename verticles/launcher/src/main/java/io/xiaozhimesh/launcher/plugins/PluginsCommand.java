package io.xiaozhimesh.launcher.plugins;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.config.MeshHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The Java plugins of a running node. */
@Command(name = "plugins", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
    description = "Shows and changes the Java plugins of a running node, without a restart.",
    footer = {"", "Examples:",
        "  mesh plugins new dice                     begin a plugin in the folder dice",
        "  mesh plugins deploy dice/target/dice-1.0.0.jar",
        "  mesh plugins list",
        "  mesh plugins rollback dice", "",
        "Exit codes: 0 done, 1 the node refused or does not answer, 2 the call is wrong."})
public final class PluginsCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Option(names = "--url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8004", scope = ScopeType.INHERIT,
      description = "Management address of the node. Default: ${DEFAULT-VALUE}.")
  private String url;

  @Option(names = "--token", paramLabel = "TOKEN", defaultValue = "${env:MESH_NODE_ADMIN_TOKEN:-}",
      scope = ScopeType.INHERIT, showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "The node's admin token. Default: the environment's MESH_NODE_ADMIN_TOKEN.")
  private String token;

  @Override
  public Integer call() {
    throw wrong("Say 'list', 'deploy', 'undeploy', 'rollback' or 'new'");
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "What is live, with its tools and calls.")
  int list(@Option(names = "--json", description = "Prints JSON.") boolean json)
      throws IOException, InterruptedException {
    JsonObject answer = client().list();
    JsonArray plugins = answer.getJsonArray("plugins");
    if (json) {
      out().println(answer.encodePrettily());
    } else if (plugins.isEmpty()) {
      out().println("no plugins");
    }
    for (int i = 0; !json && i < plugins.size(); i++) {
      out().println(line(plugins.getJsonObject(i)));
    }
    return 0;
  }

  @Command(name = "deploy", mixinStandardHelpOptions = true,
      description = "Makes a jar live; the version before finishes what it has begun.")
  int deploy(@Parameters(paramLabel = "FILE", description = "<id>-<version>.jar") Path jar)
      throws IOException, InterruptedException {
    if (!Files.isRegularFile(jar)) {
      throw wrong(jar + " is no file");
    }
    out().println(line(client().deploy(jar)));
    return 0;
  }

  @Command(name = "undeploy", mixinStandardHelpOptions = true, description = "Takes a plugin out of service.")
  int undeploy(@Parameters(paramLabel = "NAME", description = "see 'mesh plugins list'") String id)
      throws IOException, InterruptedException {
    client().undeploy(id);
    out().println(id + " is out of service");
    return 0;
  }

  @Command(name = "rollback", mixinStandardHelpOptions = true, description = "Makes the version before live again.")
  int rollback(@Parameters(paramLabel = "NAME", description = "see 'mesh plugins list'") String id)
      throws IOException, InterruptedException {
    out().println(line(client().rollback(id)));
    return 0;
  }

  @Command(name = "new", mixinStandardHelpOptions = true,
      description = "Makes the project of a new plugin in a folder of its name; its README says how to go on.")
  int create(@Parameters(paramLabel = "NAME", description = "lower-case letters, digits and \"-\"") String id)
      throws IOException {
    if (!NewPlugin.isName(id)) {
      throw wrong("NAME is " + id + ", should be lower-case letters, digits and single \"-\", beginning with a letter");
    }
    Path project = Path.of(id);
    if (Files.exists(project)) {
      throw wrong("There is a " + project + " here already");
    }
    new NewPlugin(MeshHome.path()).create(id, project);
    out().println("made " + project + ": build it with 'mvn -f " + project + " package', then 'mesh plugins deploy "
        + project + "/target/" + id + "-1.0.0.jar'");
    return 0;
  }

  private static String line(JsonObject plugin) {
    String tools = plugin.getJsonArray("tools").stream().map(String::valueOf).collect(Collectors.joining(","));
    String earlier = plugin.getString("earlierVersion");
    String problem = plugin.getString("problem");
    return String.format("%-20s %-10s %-12s tools=%s calls=%d running=%d%s%s", plugin.getString("id"),
        plugin.getString("version"), plugin.getString("state"), tools, plugin.getLong("calls"),
        plugin.getInteger("running"), earlier.isEmpty() ? "" : " earlier=" + earlier,
        problem.isEmpty() ? "" : " problem: " + problem);
  }

  private PluginsClient client() {
    if (!url.matches("https?://[^/?#]+/?")) {
      throw wrong("--url is " + url + ", should be like http://127.0.0.1:8004");
    }
    return new PluginsClient(url, token);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
