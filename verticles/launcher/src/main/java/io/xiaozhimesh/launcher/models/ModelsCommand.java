package io.xiaozhimesh.launcher.models;

import io.xiaozhimesh.launcher.config.MeshHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What speech models exist, which are here, and how to get them. */
@Command(name = "models", mixinStandardHelpOptions = true,
    description = "What speech models exist, which are here, and how to get them.", synopsisSubcommandLabel = "COMMAND")
public final class ModelsCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  private final ModelStore store = new ModelStore(MeshHome.path());

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say 'list', 'pull' or 'verify'");
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "All models and whether they are here.")
  int list() throws IOException {
    for (SpeechModel m : SpeechModel.CATALOGUE) {
      out().printf("%-12s %-9s %7.1f MB  %-8s %s%n", m.name(),
          store.state(m).name().toLowerCase(Locale.ROOT), m.bytes() / 1e6, m.licence(), m.purpose());
    }
    return 0;
  }

  @Command(name = "pull", mixinStandardHelpOptions = true, description = "Fetches models and checks their hashes.",
      footer = {"", "Example:", "  mesh models pull silero-vad"})
  int pull(@Parameters(arity = "1..*", paramLabel = "NAME", description = "see 'mesh models list'") List<String> names)
      throws IOException, InterruptedException {
    for (String name : names) {
      SpeechModel model = SpeechModel.CATALOGUE.stream().filter(m -> m.name().equals(name)).findFirst()
          .orElseThrow(() -> new CommandLine.ParameterException(spec.commandLine(),
              "There is no model \"" + name + "\", see 'mesh models list'"));
      if (store.state(model) != ModelStore.State.VERIFIED) {
        store.pull(model);
      }
      out().println(name + " is here: " + store.file(model));
    }
    return 0;
  }

  @Command(name = "verify", mixinStandardHelpOptions = true, description = "Checks the hashes of the models that are here.")
  int verify() throws IOException {
    int altered = 0;
    for (SpeechModel m : SpeechModel.CATALOGUE) {
      ModelStore.State state = store.state(m);
      altered += state == ModelStore.State.ALTERED ? 1 : 0;
      out().println(m.name() + " " + state.name().toLowerCase(Locale.ROOT));
    }
    return altered == 0 ? 0 : 1;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
