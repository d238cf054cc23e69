package io.xiaozhimesh.launcher;

import io.xiaozhimesh.launcher.models.ModelsCommand;
import io.xiaozhimesh.launcher.plugins.PluginsCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The top of the command line. */
@Command(name = "mesh", mixinStandardHelpOptions = true, versionProvider = MeshVersion.class,
    description = "Xiaozhi Mesh: the voice back end for xiaozhi devices.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Examples:",
        "  mesh demo                 hold a spoken conversation with the whole mesh, here and now",
        "  mesh up                   serve devices until Ctrl-C",
        "  mesh up --help            everything that 'up' understands"},
    subcommands = {UpCommand.class, TopCommand.class, ConfigCommand.class, ModelsCommand.class, PluginsCommand.class,
        DoctorCommand.class})
final class MeshCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say which command");
  }
}
