package io.xiaozhimesh.bench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a conversation is reported, and where its sounds go; shared by both commands. */
final class ReportOutput {

  @Option(names = "--json", description = "Prints one JSON document on stdout and nothing else.")
  private boolean json;

  @Option(names = "--save", paramLabel = "DIR", description = "Where the answers' WAVs go. Default: a temporary folder.")
  private Path save;

  Path folder() {
    return save;
  }

  Consumer<String> progress(CommandSpec spec) {
    PrintWriter err = spec.commandLine().getErr();
    return line -> {
      err.println(line);
      err.flush();
    };
  }

  /** Prints the report; the exit code says whether all turns completed. */
  int print(CommandSpec spec, ConversationReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(report.json().encodePrettily());
    } else {
      report.print(out);
    }
    out.flush();
    return report.ok() ? 0 : 1;
  }
}
