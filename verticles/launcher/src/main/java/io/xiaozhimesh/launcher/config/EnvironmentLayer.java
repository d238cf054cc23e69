package io.xiaozhimesh.launcher.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Settings from the environment: {@code MESH_<SECTION>_<KEY>} where words may be divided by underscores anywhere, so
 * {@code MESH_INGRESS_TURN_IDLE_TIMEOUT_MS} sets {@code ingress.turn.idleTimeoutMs}. A value takes the type of the
 * default that it replaces. Pure.
 */
public final class EnvironmentLayer {

  private static final String PREFIX = "MESH_";

  /**
   * What the environment sets.
   *
   * @param settings in the configuration's own shape
   * @param unknown names that begin with the prefix and set nothing
   */
  public record Read(JsonObject settings, List<String> unknown) {
  }

  private EnvironmentLayer() {
  }

  /** Reads the settings that exist in {@code defaults}. */
  public static Read read(Map<String, String> environment, JsonObject defaults) {
    Map<String, List<String>> paths = new HashMap<>();
    collect(defaults, List.of(), paths);
    JsonObject settings = new JsonObject();
    List<String> unknown = new ArrayList<>();
    environment.forEach((name, value) -> {
      if (name.startsWith(PREFIX)) {
        List<String> path = paths.get(plain(name.substring(PREFIX.length())));
        if (path == null) {
          unknown.add(name);
        } else {
          put(settings, defaults, path, value);
        }
      }
    });
    return new Read(settings, unknown);
  }

  private static void collect(JsonObject section, List<String> prefix, Map<String, List<String>> paths) {
    for (String key : section.fieldNames()) {
      List<String> path = new ArrayList<>(prefix);
      path.add(key);
      if (section.getValue(key) instanceof JsonObject inner) {
        collect(inner, path, paths);
      } else {
        paths.put(plain(String.join("", path)), path);
      }
    }
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static void put(JsonObject settings, JsonObject defaults, List<String> path, String value) {
    JsonObject section = settings;
    JsonObject model = defaults;
    for (String key : path.subList(0, path.size() - 1)) {
      if (!section.containsKey(key)) {
        section.put(key, new JsonObject());
      }
      section = section.getJsonObject(key);
      model = model.getJsonObject(key);
    }
    String last = path.get(path.size() - 1);
    section.put(last, typed(value, model.getValue(last)));
  }

  private static Object typed(String value, Object like) {
    if (like instanceof Boolean && (value.equals("true") || value.equals("false"))) {
      return Boolean.valueOf(value);
    }
    if (like instanceof Number && value.matches("-?\\d{1,18}")) {
      return Long.valueOf(value);
    }
    if (like instanceof Number && value.matches("-?\\d+\\.\\d+")) {
      return Double.valueOf(value);
    }
    if (like instanceof JsonArray) {
      return new JsonArray(List.of(value.split("\\s*,\\s*")));
    }
    return value;
  }
}
