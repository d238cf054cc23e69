package io.xiaozhimesh.launcher;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrTrials;
import io.xiaozhimesh.dialogue.DialogueTrials;
import io.xiaozhimesh.launcher.config.ConfigException;
import io.xiaozhimesh.launcher.config.MeshConfig;
import io.xiaozhimesh.ota.VisionTrials;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.resilience.Trial;
import io.xiaozhimesh.tts.TtsTrials;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries every configured provider once. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
    description = {"Tries every configured provider once - half a second of silence, a question, a word, a picture -",
        "and says what works, how fast, and what to mend. Paid services are asked for the least there is."},
    footer = {"", "Examples:",
        "  mesh doctor",
        "  mesh doctor --config my-mesh.yaml --json", "",
        "Exit codes: 0 what is in use works, 1 something in use does not, 2 the configuration is wrong."})
final class DoctorCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings over the defaults; may be repeated.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "Prints one JSON document on stdout and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    Vertx vertx = Vertx.vertx();
    try {
      JsonObject config = Waiting.on(MeshConfig.load(vertx, files, System.getenv(), new JsonObject()));
      List<Trial> trials = trials(vertx, config);
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? json(trials).encodePrettily() + System.lineSeparator() : table(trials));
      out.flush();
      return ok(trials) ? 0 : 1;
    } finally {
      Waiting.on(vertx.close());
    }
  }

  private static List<Trial> trials(Vertx vertx, JsonObject config) {
    MeshClock clock = MeshClock.system();
    List<Trial> trials = new ArrayList<>();
    List<Supplier<Future<List<Trial>>>> stages = List.of(
        () -> AsrTrials.run(vertx, config.getJsonObject("asr"), clock),
        () -> DialogueTrials.run(vertx, config.getJsonObject("dialogue"), clock),
        () -> TtsTrials.run(vertx, config.getJsonObject("tts"), clock),
        () -> VisionTrials.run(vertx, config.getJsonObject("ota"), clock));
    try {
      stages.forEach(stage -> trials.addAll(Waiting.on(stage.get())));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage());
    }
    return trials;
  }

  /** What is in use works where nothing of it has failed, and every stage that names somebody has one that works. */
  private static boolean ok(List<Trial> trials) {
    boolean noneFailed = trials.stream().noneMatch(t -> t.used() && t.state() == Trial.State.FAILED);
    return noneFailed && trials.stream().filter(Trial::used).map(Trial::stage).distinct().allMatch(stage ->
        trials.stream().anyMatch(t -> t.stage().equals(stage) && t.state() == Trial.State.WORKS));
  }

  private static JsonObject json(List<Trial> trials) {
    JsonArray all = new JsonArray();
    trials.forEach(t -> all.add(new JsonObject().put("stage", t.stage()).put("name", t.name()).put("type", t.type())
        .put("used", t.used()).put("state", word(t)).put("firstMs", t.firstMs()).put("problem", t.problem())
        .put("mend", t.mend())));
    return new JsonObject().put("ok", ok(trials)).put("providers", all);
  }

  private static String table(List<Trial> trials) {
    int name = trials.stream().mapToInt(t -> t.name().length()).max().orElse(4);
    int type = trials.stream().mapToInt(t -> t.type().length()).max().orElse(4);
    String row = "%-9s %-" + Math.max(4, name) + "s  %-" + Math.max(4, type) + "s  %-5s %-7s %8s  %s%n";
    StringBuilder out = new StringBuilder(String.format(row, "stage", "name", "type", "used", "state", "first", "to mend"));
    trials.forEach(t -> out.append(String.format(row, t.stage(), t.name(), t.type(), t.used() ? "yes" : "no", word(t),
        t.firstMs() < 0 ? "" : t.firstMs() + " ms",
        t.state() == Trial.State.FAILED ? t.problem() + " - " + t.mend() : "").stripTrailing()).append(System.lineSeparator()));
    return out.append(ok(trials) ? "What is in use works." : "Something in use does not work.")
        .append(System.lineSeparator()).toString();
  }

  private static String word(Trial trial) {
    return trial.state().name().toLowerCase(Locale.ROOT);
  }
}
