package io.xiaozhimesh.launcher.top;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/** The mesh at one moment, as a node tells it: drawn for a terminal, or as JSON. Pure. */
public final class MeshPicture {

  /**
   * A node of whom nothing was heard for so long is not drawn. Nodes announce themselves once a second, so that a dead one
   * is gone from a picture that is drawn twice a second in less than three.
   */
  public static final long SILENCE_MS_MAX = 2_400;

  private static final double BUSY_LOAD = 0.8;
  private static final int BAR_CELLS = 10;
  private static final String STAGES = "%-10s %7s %6s %13s %6s %-10s %9s %7s %7s %7s %7s";
  private static final String STEPS = "%-10s %9s %9s %9s %9s %9s %9s";
  private static final String NODES = "%-24s %-9s %-10s %-10s %13s %6s %-10s %7s  %s";

  private final JsonArray nodes = new JsonArray();
  private final JsonObject stages;
  private final JsonObject turns;
  private Ink ink = Ink.NONE;

  /**
   * What a node's management port tells.
   *
   * @param nodes the answer to {@code /nodes}
   * @param stages the answer to {@code /stages}
   * @param turns the answer to {@code /turns}
   */
  public MeshPicture(JsonArray nodes, JsonObject stages, JsonObject turns) {
    nodes.stream().map(JsonObject.class::cast)
        .filter(n -> n.getLong("heardMsAgo", 0L) <= SILENCE_MS_MAX).forEach(this.nodes::add);
    this.stages = stages;
    this.turns = turns;
  }

  /** {@code {"nodes": […], "stages": {…}, "turns": {…}}}. */
  public JsonObject json() {
    return new JsonObject().put("nodes", nodes).put("stages", stages).put("turns", turns);
  }

  /** Lines without colours. */
  public String text() {
    return drawn(Ink.NONE);
  }

  /** Lines for a terminal that shows colours. */
  public String colourful() {
    return drawn(Ink.TERMINAL);
  }

  private String drawn(Ink with) {
    ink = with;
    StringBuilder out = new StringBuilder();
    int failed = turns.getInteger("failed", 0);
    out.append(ink.strong(nodes.size() + " nodes")).append(String.format(Locale.ROOT,
        "   %d turns in the last minute, %.2f a second, ", turns.getInteger("turns", 0), turns.getDouble("perSecond", 0.0)));
    line(out, failed > 0 ? ink.bad(failed + " failed") : "0 failed");
    line(out, "");
    head(out, STAGES, "STAGE", "WORKERS", "WANTED", "LEASES", "LOAD", "", "OLDEST ms", "MSG/s", "P50 ms", "P95 ms", "P99 ms");
    stages.forEach(stage -> stage(out, stage));
    line(out, "");
    steps(out);
    line(out, "");
    head(out, NODES, "NODE", "STATE", "VERSION", "STAGE", "LEASES", "LOAD", "", "MSG/s", "CAPACITY");
    nodes.forEach(node -> node(out, (JsonObject) node));
    return out.toString();
  }

  private void stage(StringBuilder out, Map.Entry<String, Object> entry) {
    JsonObject stage = (JsonObject) entry.getValue();
    JsonObject times = of(turns, "stages", entry.getKey());
    long capacity = stage.getLong("capacity", 0L);
    int sessions = stage.getInteger("sessions", 0);
    double load = capacity == 0 ? 0 : (double) sessions / capacity;
    String row = String.format(Locale.ROOT, STAGES, entry.getKey(), stage.getInteger("workers", 0),
        stage.getInteger("desired", 0), sessions + "/" + capacity, percent(load), bar(load), stage.getInteger("queueAgeMs", 0),
        stage.getInteger("messagesPerS", 0), ms(times, "p50Ms"), ms(times, "p95Ms"), ms(times, "p99Ms"));
    boolean wanting = stage.getInteger("desired", 0) > stage.getInteger("workers", 0);
    line(out, wanting ? ink.bad(row) : load > BUSY_LOAD ? ink.warning(row) : row);
  }

  /** The waterfall of a turn: each step as half of the turns have it, and all but one in a hundred. */
  private void steps(StringBuilder out) {
    head(out, STEPS, "TURN", "endpoint", "words", "token", "sentence", "sound", "wire");
    for (String percentile : new String[] {"p50Ms", "p99Ms"}) {
      line(out, String.format(Locale.ROOT, STEPS, percentile.substring(0, 3) + " ms", step("endpoint", percentile),
          step("asrFinal", percentile), step("firstToken", percentile), step("firstSentence", percentile),
          step("firstAudio", percentile), step("firstFrame", percentile)));
    }
  }

  private String step(String name, String percentile) {
    return ms(of(turns, "steps", name), percentile);
  }

  private void node(StringBuilder out, JsonObject node) {
    JsonArray roles = node.getJsonArray("roles", new JsonArray());
    boolean ready = "ready".equals(node.getString("state"));
    if (roles.isEmpty()) {
      line(out, String.format(Locale.ROOT, NODES, node.getString("node"), node.getString("state"),
          node.getString("version"), "-", "", "", "", "", ""));
    }
    for (int i = 0; i < roles.size(); i++) {
      JsonObject role = roles.getJsonObject(i);
      double load = role.getDouble("load");
      String row = String.format(Locale.ROOT, NODES, i == 0 ? node.getString("node") : "",
          i == 0 ? node.getString("state") : "", i == 0 ? node.getString("version") : "", role.getString("role"),
          role.getInteger("sessions") + "/" + role.getInteger("capacity"), percent(load), bar(load),
          role.getInteger("messagesPerS", 0), role.getString("capacityFrom", ""));
      line(out, ready ? load > BUSY_LOAD ? ink.warning(row) : row : ink.faint(row));
    }
  }

  private static JsonObject of(JsonObject turns, String group, String name) {
    return turns.getJsonObject(group, new JsonObject()).getJsonObject(name, new JsonObject());
  }

  private static String ms(JsonObject times, String percentile) {
    return times.containsKey(percentile) ? String.valueOf(times.getValue(percentile)) : "";
  }

  private static String percent(double load) {
    return String.format(Locale.ROOT, "%.0f%%", load * 100);
  }

  /** Full cells for load, so that a glance tells who is busy. */
  private static String bar(double load) {
    int full = (int) Math.round(Math.max(0, Math.min(1, load)) * BAR_CELLS);
    return "█".repeat(full) + "·".repeat(BAR_CELLS - full);
  }

  private void head(StringBuilder out, String format, Object... titles) {
    line(out, ink.strong(String.format(Locale.ROOT, format, titles).stripTrailing()));
  }

  private static void line(StringBuilder out, String text) {
    out.append(text.stripTrailing()).append(System.lineSeparator());
  }
}
