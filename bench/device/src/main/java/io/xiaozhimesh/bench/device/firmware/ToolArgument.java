package io.xiaozhimesh.bench.device.firmware;

import io.vertx.core.json.JsonObject;

/**
 * One argument of a device tool.
 *
 * @param name its name
 * @param type "boolean", "integer" or "string"
 * @param otherwise what it is when the caller leaves it out; null when it must be given
 * @param minimum lowest whole number allowed; null when there is no limit
 * @param maximum highest whole number allowed; null when there is no limit
 */
public record ToolArgument(String name, String type, Object otherwise, Integer minimum, Integer maximum) {

  /** A whole number in a range that must be given. */
  public static ToolArgument integer(String name, int minimum, int maximum) {
    return new ToolArgument(name, "integer", null, minimum, maximum);
  }

  /** A text that must be given. */
  public static ToolArgument text(String name) {
    return new ToolArgument(name, "string", null, null, null);
  }

  JsonObject schema() {
    JsonObject schema = new JsonObject().put("type", type);
    if (otherwise != null) {
      schema.put("default", otherwise);
    }
    if (minimum != null) {
      schema.put("minimum", minimum).put("maximum", maximum);
    }
    return schema;
  }

  /** The value to use: of exactly the stated JSON type, else the default, else an error. */
  Object read(JsonObject arguments) {
    Object value = arguments.getValue(name);
    Object typed = switch (type) {
      case "boolean" -> value instanceof Boolean ? value : null;
      case "integer" -> value instanceof Number n ? Integer.valueOf(n.intValue()) : null;
      default -> value instanceof String ? value : null;
    };
    if (typed == null && otherwise == null) {
      throw new IllegalArgumentException("Missing valid argument: " + name);
    }
    Object used = typed == null ? otherwise : typed;
    checkRange(used);
    return used;
  }

  private void checkRange(Object value) {
    if (minimum != null && (Integer) value < minimum) {
      throw new IllegalArgumentException("Value is below minimum allowed: " + minimum);
    }
    if (maximum != null && (Integer) value > maximum) {
      throw new IllegalArgumentException("Value exceeds maximum allowed: " + maximum);
    }
  }
}
