package io.xiaozhimesh.launcher;

import io.xiaozhimesh.launcher.config.ConfigException;
import io.xiaozhimesh.launcher.config.SecretStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps secrets in the encrypted store. Shows none, ever. */
@Command(name = "secret", mixinStandardHelpOptions = true,
    description = {"Keeps keys in an encrypted file (data/secrets.json); the configuration names them as ${SECRET:NAME}.",
        "The key of that file is in the environment (" + SecretStore.KEY_VARIABLE + ", 32 bytes in Base64) or in",
        "~/.config/xiaozhi-mesh/secrets.key, which is made when the first secret is set."},
    synopsisSubcommandLabel = "COMMAND")
final class SecretCommand implements Callable<Integer> {

  private static final int SECRET_BYTES_MAX = 64 * 1024;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say 'set', 'list' or 'remove'");
  }

  @Command(name = "set", mixinStandardHelpOptions = true,
      description = "Keeps a secret: asks for it on a terminal, else reads standard input.",
      footer = {"", "Examples:", "  mesh config secret set dashscope", "  mesh config secret set dashscope < key.txt"})
  int set(@Parameters(paramLabel = "NAME", description = "letters, digits, points, dashes, underscores") String name)
      throws IOException {
    if (!name.matches("[A-Za-z0-9._-]{1,80}")) {
      throw new CommandLine.ParameterException(spec.commandLine(), "\"" + name + "\" is no name of a secret");
    }
    String secret = entered(name).strip();
    if (secret.isEmpty()) {
      throw new ConfigException("the secret is empty");
    }
    new SecretStore(System.getenv()).set(name, secret);
    print("kept; name it as ${SECRET:" + name + "}");
    return 0;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Names, not values.")
  int list() {
    new SecretStore(System.getenv()).names().forEach(this::print);
    return 0;
  }

  @Command(name = "remove", mixinStandardHelpOptions = true, description = "Forgets a secret.")
  int remove(@Parameters(paramLabel = "NAME") String name) {
    boolean there = new SecretStore(System.getenv()).remove(name);
    print(there ? "forgotten" : "there is none of that name");
    return there ? 0 : 1;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  private static String entered(String name) throws IOException {
    return System.console() == null
        ? new String(System.in.readNBytes(SECRET_BYTES_MAX), StandardCharsets.UTF_8)
        : new String(System.console().readPassword("%s: ", name));
  }
}
