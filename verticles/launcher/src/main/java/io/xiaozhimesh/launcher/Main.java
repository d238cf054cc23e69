package io.xiaozhimesh.launcher;

import io.xiaozhimesh.launcher.config.ConfigException;
import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The {@code mesh} command. Exit codes: 0 done, 1 it ran and failed, 2 the call or the configuration is wrong. */
public final class Main {

  static final int EXIT_FAILED = 1;
  static final int EXIT_WRONG_CALL = 2;

  private Main() {
  }

  /** Runs one sub-command and exits. */
  public static void main(String[] args) {
    System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
    System.setProperty("vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    System.setProperty("java.awt.headless", "true");
    System.exit(commandLine().execute(args));
  }

  /** The whole command line; an exit code for each call. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new MeshCommand());
    ServiceLoader.load(CommandProvider.class).forEach(provider -> line.addSubcommand(provider.command()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, args) -> wrongCall(e.getCommandLine(), e.getMessage()));
    line.setExecutionExceptionHandler((e, at, result) -> {
      if (e instanceof ConfigException wrong) {
        at.getErr().println(wrong.getMessage());
        return EXIT_WRONG_CALL;
      }
      LoggerFactory.getLogger(Main.class).debug("{} failed", at.getCommandName(), e);
      at.getErr().println(e.getMessage() == null ? "a defect: " + e : e.getMessage());
      return EXIT_FAILED;
    });
    return line;
  }

  private static int wrongCall(CommandLine at, String message) {
    at.getErr().println(message.lines().findFirst().orElse("wrong call") + " (see " + at.getCommandSpec().qualifiedName()
        + " --help)");
    return EXIT_WRONG_CALL;
  }
}
