package io.xiaozhimesh.launcher.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks a configuration against the JSON Schema of each section and says of every fault what stands there and what
 * should; of an unknown key, which known one is nearest. Pure.
 */
public final class ConfigSchema {

  private final JsonObject sections;

  /** @param sections the schema of each section by its name */
  public ConfigSchema(JsonObject sections) {
    this.sections = sections;
  }

  /** One line for each fault; empty when all is well. */
  public List<String> faults(JsonObject config) {
    List<String> faults = new ArrayList<>();
    for (String name : config.fieldNames()) {
      JsonObject schema = sections.getJsonObject(name);
      if (schema == null) {
        faults.add(unknown(name, sections.fieldNames()));
      } else if (!(config.getValue(name) instanceof JsonObject section)) {
        faults.add(name + " is " + config.getValue(name) + ", should be a section");
      } else {
        check(name, section, schema, faults);
      }
    }
    return faults;
  }

  private static void check(String name, JsonObject section, JsonObject schema, List<String> faults) {
    unknownKeys(name, section, schema, faults);
    OutputUnit result = Validator.create(JsonSchema.of(schema), new JsonSchemaOptions()
        .setDraft(Draft.DRAFT202012).setBaseUri("mesh:" + name).setOutputFormat(OutputFormat.Basic)).validate(section);
    if (Boolean.TRUE.equals(result.getValid())) {
      return;
    }
    Set<String> lines = new LinkedHashSet<>();
    for (OutputUnit unit : result.getErrors()) {
      List<String> path = path(unit.getInstanceLocation());
      JsonObject wanted = schemaAt(schema, path);
      Object value = valueAt(section, path);
      if (wanted != null && !(value instanceof JsonObject)) {
        lines.add(name + "." + String.join(".", path) + " is " + shown(path, value) + ", should be " + expected(wanted));
      }
    }
    faults.addAll(lines);
  }

  private static void unknownKeys(String path, JsonObject section, JsonObject schema, List<String> faults) {
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    boolean open = !Boolean.FALSE.equals(schema.getValue("additionalProperties"));
    for (String key : section.fieldNames()) {
      JsonObject inner = properties.getJsonObject(key);
      if (inner == null && !open) {
        faults.add(unknown(path + "." + key, properties.fieldNames()));
      } else if (inner != null && section.getValue(key) instanceof JsonObject child) {
        unknownKeys(path + "." + key, child, inner, faults);
      }
    }
  }

  private static String unknown(String path, Set<String> known) {
    String key = path.substring(path.lastIndexOf('.') + 1);
    String nearest = known.stream().min(Comparator.comparingInt(k -> distance(key, k))).orElse("");
    boolean near = !nearest.isEmpty() && distance(key, nearest) <= Math.max(2, key.length() / 3);
    return path + " is unknown, " + (near ? "should it be " + nearest + "?" : "known here: " + String.join(", ", known));
  }

  private static String expected(JsonObject schema) {
    StringBuilder text = new StringBuilder();
    if (schema.containsKey("enum")) {
      text.append("one of ").append(schema.getJsonArray("enum").encode());
    } else {
      text.append(schema.getValue("type") instanceof JsonArray types ? types.encode() : schema.getString("type", "else"));
      if (schema.containsKey("minimum")) {
        text.append(" from ").append(schema.getValue("minimum"));
      }
      if (schema.containsKey("maximum")) {
        text.append(" to ").append(schema.getValue("maximum"));
      }
    }
    return schema.containsKey("description") ? text + " (" + schema.getString("description") + ")" : text.toString();
  }

  private static List<String> path(String location) {
    String plain = location.startsWith("#") ? location.substring(1) : location;
    return java.util.Arrays.stream(plain.split("/")).filter(p -> !p.isEmpty()).toList();
  }

  private static JsonObject schemaAt(JsonObject schema, List<String> path) {
    JsonObject at = schema;
    for (String key : path) {
      JsonObject properties = at.getJsonObject("properties", new JsonObject());
      JsonObject next = properties.getJsonObject(key);
      if (next == null) {
        return at == schema ? null : at;
      }
      at = next;
    }
    return at;
  }

  private static Object valueAt(JsonObject section, List<String> path) {
    Object at = section;
    for (String key : path) {
      at = at instanceof JsonObject o ? o.getValue(key) : at instanceof JsonArray ? at : null;
    }
    return at;
  }

  private static Object shown(List<String> path, Object value) {
    String key = path.isEmpty() ? "" : path.get(path.size() - 1);
    return SecretText.masked(new JsonObject().put(key, value)).getValue(key);
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
