package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.failover.Blow;
import io.xiaozhimesh.bench.load.failover.FailoverRun;
import io.xiaozhimesh.bench.load.failover.Row;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** Workers are killed, frozen, told to end and cut off in every phase of a turn, and nobody should notice more than a pause. */
final class FailoverBenchmark implements Benchmark {

  /** Limit of the pause that a killed worker makes, p99 in milliseconds. */
  static final double KILL_P99_MS = 2_500;

  /** Limit of the pause that a frozen worker makes, p99 in milliseconds. */
  static final double FREEZE_P99_MS = 6_000;

  private static final int DEVICES = 12;
  private static final int INGRESS_DEATHS_MAX = 6;
  private static final int SECONDS_PER_INGRESS_DEATH = 50;

  @Override
  public String name() {
    return "failover";
  }

  @Override
  public String description() {
    return "workers in processes of their own die in every phase: nothing lost, twice or stale, pause at most 2.5 s and 6 s";
  }

  @Override
  public BenchReport run(BenchSettings settings) {
    if (!settings.ownMesh()) {
      throw new IllegalArgumentException("failover strikes the processes of an own mesh and takes no --url");
    }
    int devices = settings.sessionsOr(DEVICES).get(0);
    long seed = System.nanoTime();
    FailoverRun run = new FailoverRun(seed, FailoverRun.WORKERS, EnumSet.allOf(Blow.class), settings.progress());
    List<Row> rows = run.run(devices, settings.seconds(), Integer.MAX_VALUE, deaths(settings.seconds()));
    JsonObject conditions = Conditions.of(settings)
        .put("target", "own mesh, two processes of each stage, owner and clients in this JVM")
        .put("engines", "words told apart by their sound, model 700 ms, first audio 150 ms")
        .put("warmUpSeconds", 0)
        .put("devices", devices)
        .put("turns", run.turns())
        .put("kills", rows.stream().mapToInt(Row::kills).sum())
        .put("partitions", run.cuts() ? "network namespaces" : "none: not possible here")
        .put("seed", seed);
    JsonArray phases = new JsonArray();
    rows.forEach(row -> phases.add(json(row)));
    return new BenchReport(name(), conditions, pauses(rows, devices), spots(rows, devices, run.turns()),
        new JsonObject().put("phases", phases));
  }

  private static int deaths(int seconds) {
    return Math.max(1, Math.min(INGRESS_DEATHS_MAX, seconds / SECONDS_PER_INGRESS_DEATH));
  }

  private static JsonObject json(Row row) {
    return new JsonObject().put("phase", row.what().phase()).put("stage", row.what().stage()).put("kind", row.what().kind())
        .put("kills", row.kills()).put("turnsLost", row.turnsLost()).put("wordsLost", row.wordsLost())
        .put("sentencesTwice", row.sentencesTwice()).put("stale", row.stale())
        .put("pauseMsP50", Math.round(row.pauseMs(50))).put("pauseMsP99", Math.round(row.pauseMs(99)));
  }

  private static List<Measure> pauses(List<Row> rows, int devices) {
    List<Measure> measures = new ArrayList<>();
    for (String kind : List.of("kill", "freeze", "partition", "term", "none")) {
      double limit = kind.equals("kill") ? KILL_P99_MS : kind.equals("freeze") ? FREEZE_P99_MS : Double.POSITIVE_INFINITY;
      Measure measure = new Measure("longest pause of a turn that was hit, " + kind, devices, limit);
      rows.stream().filter(row -> row.what().kind().equals(kind)).forEach(row -> row.pausesMs().forEach(measure::record));
      if (measure.count() > 0) {
        measures.add(measure);
      }
    }
    return measures;
  }

  private static List<Share> spots(List<Row> rows, int devices, int turns) {
    List<Share> shares = new ArrayList<>();
    shares.add(spot("turns lost", devices, rows.stream().mapToInt(Row::turnsLost).sum(), turns));
    shares.add(spot("words lost", devices, rows.stream().mapToInt(Row::wordsLost).sum(), turns));
    shares.add(spot("sentences heard twice", devices, rows.stream().mapToInt(Row::sentencesTwice).sum(), turns));
    shares.add(spot("stale packets", devices, rows.stream().mapToInt(Row::stale).sum(), turns));
    for (Row row : rows) {
      if (!row.spotless()) {
        shares.add(new Share(String.format(Locale.ROOT, "spoilt: %s, %s, %s", row.what().phase(), row.what().stage(),
            row.what().kind()), devices, row.turnsLost(), row.kills(), Double.POSITIVE_INFINITY));
      }
    }
    return shares;
  }

  private static Share spot(String name, int devices, long part, int turns) {
    return new Share(name + ", in all turns", devices, part, turns, 0);
  }
}
