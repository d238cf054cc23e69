package io.xiaozhimesh.plugins.builtin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Builds the JSON Schema of a tool's arguments. */
public final class ToolSchema {

  private final JsonObject properties = new JsonObject();
  private final JsonArray required = new JsonArray();

  /** Without arguments. */
  public ToolSchema() {
  }

  /** A text that may be left out. */
  public ToolSchema text(String name, String description) {
    return property(name, new JsonObject().put("type", "string").put("description", description));
  }

  /** One of these texts; may be left out. */
  public ToolSchema choice(String name, String description, List<String> values) {
    return property(name, new JsonObject().put("type", "string").put("description", description)
        .put("enum", new JsonArray(values)));
  }

  /** A whole number in a range; may be left out. */
  public ToolSchema integer(String name, String description, int min, int max) {
    return property(name, new JsonObject().put("type", "integer").put("description", description)
        .put("minimum", min).put("maximum", max));
  }

  /** Any property; may be left out. */
  public ToolSchema property(String name, JsonObject schema) {
    properties.put(name, schema);
    return this;
  }

  /** These may not be left out. */
  public ToolSchema required(String... names) {
    List.of(names).forEach(required::add);
    return this;
  }

  /** The schema. */
  public String json() {
    JsonObject schema = new JsonObject().put("type", "object").put("properties", properties);
    return (required.isEmpty() ? schema : schema.put("required", required)).encode();
  }
}
