package io.xiaozhimesh.launcher.top;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** The mesh at one moment, as a node tells it: drawn for a terminal, or as JSON. Pure. */
public final class MeshPicture {

  /**
   * A node of whom nothing was heard for so long is not drawn. Nodes announce themselves once a second, so that a dead one
   * is gone from a picture that is drawn twice a second in less than three.
   */
  public static final long SILENCE_MS_MAX = 2_400;

  private final JsonArray nodes = new JsonArray();
  private final JsonObject turns;

  /**
   * What a node's management port tells.
   *
   * @param nodes the answer to {@code /nodes}
   * @param turns the answer to {@code /turns}
   */
  public MeshPicture(JsonArray nodes, JsonObject turns) {
    nodes.stream().map(JsonObject.class::cast)
        .filter(n -> n.getLong("heardMsAgo", 0L) <= SILENCE_MS_MAX).forEach(this.nodes::add);
    this.turns = turns;
  }

  /** {@code {"nodes": […], "turns": {…}}}. */
  public JsonObject json() {
    return new JsonObject().put("nodes", nodes).put("turns", turns);
  }

  /** Lines for a terminal. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%d nodes   %d turns in the last minute, %.2f a second, %d failed%n%n",
        nodes.size(), turns.getInteger("turns", 0), turns.getDouble("perSecond", 0.0), turns.getInteger("failed", 0)));
    row(out, "NODE", "STATE", "VERSION", "STAGE", "LEASES", "LOAD", "P50 ms", "P95 ms");
    nodes.forEach(node -> node(out, (JsonObject) node));
    return out.toString();
  }

  private void node(StringBuilder out, JsonObject node) {
    JsonArray roles = node.getJsonArray("roles", new JsonArray());
    if (roles.isEmpty()) {
      row(out, node.getString("node"), node.getString("state"), node.getString("version"), "-", "", "", "", "");
    }
    for (int i = 0; i < roles.size(); i++) {
      JsonObject role = roles.getJsonObject(i);
      JsonObject times = turns.getJsonObject("stages", new JsonObject())
          .getJsonObject(role.getString("role"), new JsonObject());
      row(out, i == 0 ? node.getString("node") : "", i == 0 ? node.getString("state") : "",
          i == 0 ? node.getString("version") : "", role.getString("role"),
          role.getInteger("sessions") + "/" + role.getInteger("capacity"),
          String.format(Locale.ROOT, "%.0f%%", role.getDouble("load") * 100),
          String.valueOf(times.getValue("p50Ms", "")), String.valueOf(times.getValue("p95Ms", "")));
    }
  }

  private static void row(StringBuilder out, Object... cells) {
    out.append(String.format(Locale.ROOT, "%-24s %-9s %-10s %-10s %12s %6s %7s %7s", cells).stripTrailing())
        .append(System.lineSeparator());
  }
}
