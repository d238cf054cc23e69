package io.xiaozhimesh.launcher;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.config.MeshConfig;
import io.xiaozhimesh.launcher.config.SecretText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks and shows configurations. */
@Command(name = "config", mixinStandardHelpOptions = true, description = "Checks and shows configurations.",
    synopsisSubcommandLabel = "COMMAND", subcommands = SecretCommand.class)
final class ConfigCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say 'check', 'show' or 'secret'");
  }

  @Command(name = "check", mixinStandardHelpOptions = true,
      description = "Validates files against the schema and says what each unknown or wrong key should be.",
      footer = {"", "Example:", "  mesh config check my-mesh.yaml"})
  int check(@Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML or JSON") List<Path> files) {
    load(files);
    spec.commandLine().getOut().println("ok");
    return 0;
  }

  @Command(name = "show", mixinStandardHelpOptions = true,
      description = "Prints the whole configuration that would be in force, secrets masked.",
      footer = {"", "Example:", "  mesh config show my-mesh.yaml"})
  int show(@Parameters(arity = "0..*", paramLabel = "FILE", description = "YAML or JSON") List<Path> files) {
    JsonObject config = load(files == null ? List.of() : files);
    spec.commandLine().getOut().println(SecretText.masked(config).encodePrettily());
    return 0;
  }

  private static JsonObject load(List<Path> files) {
    Vertx vertx = Vertx.vertx();
    try {
      return Waiting.on(MeshConfig.load(vertx, files, System.getenv(), new JsonObject()));
    } finally {
      Waiting.on(vertx.close());
    }
  }
}
