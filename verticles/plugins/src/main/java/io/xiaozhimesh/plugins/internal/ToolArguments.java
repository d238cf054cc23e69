package io.xiaozhimesh.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model's arguments against a tool's JSON Schema. Models write {@code "50"} and {@code 50.0} where a device takes
 * nothing but {@code 50}: a value of the wrong type counts as missing there. Understands {@code type},
 * {@code properties}, {@code required}, {@code enum}, {@code minimum} and {@code maximum}. Stateless.
 */
public final class ToolArguments {

  private static final double EXACT_MAX = 9_007_199_254_740_992.0;

  private ToolArguments() {
  }

  /** A copy of the arguments with the types of the schema where that loses nothing, and without nulls. */
  public static ObjectNode fitted(JsonNode schema, ObjectNode arguments) {
    ObjectNode fitted = Json.object();
    arguments.fields().forEachRemaining(argument -> {
      if (!argument.getValue().isNull()) {
        JsonNode property = schema.path("properties").path(argument.getKey());
        fitted.set(argument.getKey(), fit(types(property), argument.getValue()));
      }
    });
    return fitted;
  }

  /** What is wrong with fitted arguments, as a sentence; empty if nothing is. */
  public static Optional<String> complaint(JsonNode schema, ObjectNode arguments) {
    JsonNode demanded = schema.path("required").isArray() ? schema.path("required") : Json.object();
    for (JsonNode required : demanded) {
      if (required.isTextual() && !arguments.has(required.asText())) {
        return Optional.of("The argument \"" + required.asText() + "\" is missing.");
      }
    }
    for (var argument : arguments.properties()) {
      JsonNode property = schema.path("properties").path(argument.getKey());
      Optional<String> wrong = valueComplaint(property, argument.getValue());
      if (wrong.isPresent()) {
        return Optional.of("The argument \"" + argument.getKey() + "\" should be " + wrong.get() + '.');
      }
    }
    return Optional.empty();
  }

  private static Optional<String> valueComplaint(JsonNode property, JsonNode value) {
    List<String> types = types(property);
    if (!types.isEmpty() && types.stream().noneMatch(type -> is(type, value))) {
      return Optional.of("of type " + String.join(" or ", types));
    }
    JsonNode allowed = property.path("enum");
    if (allowed.isArray() && !contains(allowed, value)) {
      return Optional.of("one of " + allowed);
    }
    if (value.isNumber() && property.path("minimum").isNumber()
        && value.doubleValue() < property.path("minimum").doubleValue()) {
      return Optional.of("at least " + property.path("minimum"));
    }
    if (value.isNumber() && property.path("maximum").isNumber()
        && value.doubleValue() > property.path("maximum").doubleValue()) {
      return Optional.of("at most " + property.path("maximum"));
    }
    return Optional.empty();
  }

  private static List<String> types(JsonNode property) {
    JsonNode type = property.path("type");
    List<String> types = new ArrayList<>();
    if (type.isTextual()) {
      types.add(type.textValue());
    }
    type.forEach(one -> types.add(one.asText()));
    return types;
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "string" -> value.isTextual();
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "null" -> value.isNull();
      default -> true;
    };
  }

  private static JsonNode fit(List<String> types, JsonNode value) {
    if (types.contains("number") && value.isNumber()) {
      return number(value.doubleValue()).orElse(value);
    }
    if (types.isEmpty() || types.stream().anyMatch(type -> is(type, value))) {
      return value;
    }
    return types.stream().flatMap(type -> as(type, value).stream()).findFirst().orElse(value);
  }

  private static Optional<JsonNode> as(String type, JsonNode value) {
    return switch (type) {
      case "integer" -> numeric(value).flatMap(ToolArguments::whole);
      case "number" -> numeric(value).flatMap(ToolArguments::number);
      case "boolean" -> bool(value);
      case "string" -> value.isValueNode() ? Optional.of(TextNode.valueOf(value.asText())) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> bool(JsonNode value) {
    String text = value.isTextual() ? value.textValue().strip() : "";
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Optional.of(BooleanNode.valueOf(text.equalsIgnoreCase("true")));
    }
    return Optional.empty();
  }

  private static Optional<Double> numeric(JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(value.doubleValue());
    }
    try {
      return value.isTextual() ? Optional.of(Double.valueOf(value.textValue().strip())) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> whole(double value) {
    boolean exact = value == Math.rint(value) && Math.abs(value) <= EXACT_MAX;
    return exact ? Optional.of(LongNode.valueOf((long) value)) : Optional.empty();
  }

  private static Optional<JsonNode> number(double value) {
    return Double.isFinite(value)
        ? Optional.of(whole(value).orElseGet(() -> DoubleNode.valueOf(value)))
        : Optional.empty();
  }

  private static boolean contains(JsonNode allowed, JsonNode value) {
    for (JsonNode one : allowed) {
      if (one.equals(value) || one.isNumber() && value.isNumber() && one.doubleValue() == value.doubleValue()) {
        return true;
      }
    }
    return false;
  }
}
