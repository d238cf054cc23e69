package io.xiaozhimesh.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the mesh, or any other server. */
@Command(name = "bench", mixinStandardHelpOptions = true,
    description = "Benchmarks, against an own mesh with scripted engines or against any server.",
    footer = {"", "Examples:",
        "  mesh bench list",
        "  mesh bench turn",
        "  mesh bench playout --seconds 60 --report target/bench",
        "  mesh bench rolling --devices 200          every process restarted in turn; no turn may fail",
        "  mesh bench hop --seconds 10               one JVM, two, a worker in Python and in Node",
        "  mesh bench idle --profile standard        devices connected step by step and held",
        "  mesh bench turn --url ws://host:8000/xiaozhi/v1/ --sessions 20 --json", "",
        "Exit codes: 0 measured and all limits kept, 1 failed or a limit was missed, 2 the call is wrong."})
final class BenchCommand implements Callable<Integer> {

  private static final int SESSIONS_MAX = 50_000;
  private static final int SECONDS_MAX = 3_600;

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "'list', or one of what it lists.")
  private String name;

  @Option(names = "--url", paramLabel = "WS", defaultValue = "",
      description = "Somebody else's server; there are no limits then. Default: an own mesh.")
  private String url;

  @Option(names = "--ota", paramLabel = "HTTP", defaultValue = "",
      description = "The same by the address at which its devices boot.")
  private String ota;

  @Option(names = "--profile", paramLabel = "NAME", defaultValue = "quick",
      description = "What scenarios do without numbers: quick, standard, stress or extreme. Default: ${DEFAULT-VALUE}.")
  private String profile;

  @Option(names = "--wav", paramLabel = "FILE", defaultValue = "",
      description = "A recording that devices say. Default: synthesised speech.")
  private String wav;

  @Option(names = "--seconds", paramLabel = "S",
      description = "Measured time per number of sessions. Default: " + BenchSettings.DEFAULT_SECONDS
          + ", of scenarios that of the profile.")
  private Integer seconds;

  @Option(names = "--warm-up", paramLabel = "S", defaultValue = "" + BenchSettings.DEFAULT_WARM_UP_SECONDS,
      description = "Time before it that is not counted. Default: ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(names = {"--sessions", "--devices"}, paramLabel = "N", split = ",",
      description = "Devices at once; several numbers, several measurements; \"auto\" lets talk find how many it can be."
          + " Default: the benchmark's own.")
  private List<String> sessions = new ArrayList<>();

  @Option(names = "--json", description = "Prints one JSON document on stdout and nothing else.")
  private boolean json;

  @Option(names = "--report", paramLabel = "DIR", description = "Also writes Markdown, JSON and pictures there.")
  private Path report;

  @Override
  public Integer call() throws IOException {
    if ("list".equals(name)) {
      Benchmark.ALL.forEach(benchmark ->
          spec.commandLine().getOut().printf("%-9s %s%n", benchmark.name(), benchmark.description()));
      spec.commandLine().getOut().flush();
      return 0;
    }
    BenchReport measured = benchmark().run(settings());
    print(measured);
    return measured.ok() ? 0 : 1;
  }

  private Benchmark benchmark() {
    String known = Benchmark.ALL.stream().map(Benchmark::name).collect(Collectors.joining(", "));
    return Benchmark.named(name).orElseThrow(() ->
        wrong("There is no benchmark \"" + name + "\", there are " + known));
  }

  private BenchSettings settings() {
    Profile chosen = Profile.named(profile).orElseThrow(() ->
        wrong("--profile is " + profile + ", should be quick, standard, stress or extreme"));
    int measuredSeconds = seconds != null ? seconds
        : spec.commandLine().getParseResult().hasMatchedOption("--profile") ? chosen.seconds() : BenchSettings.DEFAULT_SECONDS;
    if (measuredSeconds < 1 || measuredSeconds > SECONDS_MAX || warmUpSeconds < 0 || warmUpSeconds > SECONDS_MAX) {
      throw wrong("--seconds and --warm-up take up to " + SECONDS_MAX + " seconds");
    }
    boolean findKnee = sessions.equals(List.of("auto"));
    if (!findKnee && sessions.stream().anyMatch(n -> !n.matches("[1-9]\\d{0,4}") || Integer.parseInt(n) > SESSIONS_MAX)) {
      throw wrong("--sessions is " + sessions + ", should be numbers from 1 to " + SESSIONS_MAX);
    }
    if (!url.isEmpty() && !url.matches("wss?://[^/?#]+.*")) {
      throw wrong("--url is " + url + ", should be like ws://127.0.0.1:8000/xiaozhi/v1/");
    }
    if (!ota.isEmpty() && !ota.matches("https?://[^/?#]+.*")) {
      throw wrong("--ota is " + ota + ", should be like http://127.0.0.1:8003/xiaozhi/ota/");
    }
    PrintWriter err = spec.commandLine().getErr();
    List<Integer> numbers = findKnee ? List.of() : sessions.stream().map(Integer::valueOf).toList();
    return new BenchSettings(url, ota, measuredSeconds, warmUpSeconds, numbers, findKnee, wav, chosen, line -> {
      err.println(line);
      err.flush();
    });
  }

  private void print(BenchReport measured) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(measured.json().encodePrettily());
    } else {
      out.println(measured.table());
      out.println(measured.conditionsLine());
    }
    if (report != null) {
      spec.commandLine().getErr().println("report: " + ReportFolder.write(report, measured));
    }
    out.flush();
    spec.commandLine().getErr().flush();
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
