package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured and under which conditions.
 *
 * @param name of the benchmark
 * @param conditions as {@link Conditions} names them
 * @param measures distributions
 * @param shares parts of wholes
 * @param figures single numbers, which stand at the top of the JSON
 */
record BenchReport(
    String name, JsonObject conditions, List<Measure> measures, List<Share> shares, JsonObject figures) {

  /** A report without single numbers. */
  BenchReport(String name, JsonObject conditions, List<Measure> measures, List<Share> shares) {
    this(name, conditions, measures, shares, new JsonObject());
  }

  /** Whether all limits were kept; a measurement against somebody else's server has none. */
  boolean ok() {
    return measures.stream().allMatch(Measure::kept) && shares.stream().allMatch(Share::kept);
  }

  JsonObject json() {
    JsonArray results = new JsonArray();
    measures.forEach(measure -> results.add(measure.json()));
    shares.forEach(share -> results.add(share.json()));
    return new JsonObject().put("bench", name).mergeIn(figures)
        .put("conditions", conditions).put("results", results).put("ok", ok());
  }

  /** The table for people; also valid Markdown. */
  String table() {
    List<String> lines = new ArrayList<>();
    lines.add("| what | sessions | p50 | p90 | p95 | p99 | p99.9 | max | n | limit |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|---:|---:|---|");
    for (Measure m : measures) {
      lines.add(String.format(Locale.ROOT, "| %s, ms | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %d | %s |",
          m.name(), m.sessions(), m.percentileMs(50), m.percentileMs(90), m.percentileMs(95), m.percentileMs(99),
          m.percentileMs(99.9), m.maxMs(), m.count(), m.limited() ? limit("p99", m.limitP99Ms(), m.kept()) : ""));
    }
    for (Share s : shares) {
      lines.add(String.format(Locale.ROOT, "| %s | %d | %.3f %% | | | | | %d of | %d | %s |",
          s.name(), s.sessions(), s.percent(), s.part(), s.whole(),
          s.limited() ? limit("%", s.limitPercent(), s.kept()) : ""));
    }
    return String.join("\n", lines);
  }

  /** The conditions in one line. */
  String conditionsLine() {
    List<String> parts = new ArrayList<>();
    conditions.forEach(entry -> parts.add(entry.getKey() + '=' + entry.getValue()));
    return String.join("; ", parts);
  }

  private static String limit(String of, double limit, boolean kept) {
    return String.format(Locale.ROOT, "%s ≤ %.1f %s", of, limit, kept ? "kept" : "MISSED");
  }
}
