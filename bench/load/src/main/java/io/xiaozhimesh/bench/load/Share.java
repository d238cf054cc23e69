package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonObject;

/**
 * How many of how many.
 *
 * @param name of what
 * @param sessions devices at once
 * @param part how many
 * @param whole of how many
 * @param limitPercent what the share should keep; infinity for no limit
 */
record Share(String name, int sessions, long part, long whole, double limitPercent) {

  double percent() {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }

  boolean limited() {
    return limitPercent < Double.POSITIVE_INFINITY;
  }

  /** Whether there is something to judge and it keeps its limit. */
  boolean kept() {
    return !limited() || whole > 0 && percent() <= limitPercent;
  }

  JsonObject json() {
    JsonObject json = new JsonObject().put("name", name).put("sessions", sessions).put("unit", "%")
        .put("percent", percent()).put("part", part).put("n", whole);
    return limited() ? json.put("limit", limitPercent).put("kept", kept()) : json;
  }
}
