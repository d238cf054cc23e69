package io.xiaozhimesh.dialogue.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * A tool call that a model wrote into its text instead of calling the tool, as small models do.
 *
 * @param name of the tool
 * @param argumentsJson a JSON object
 */
public record TextToolCall(String name, String argumentsJson) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads {@code {"name": …, "arguments": {…}}}, also with "parameters", "function" or arguments as a string. */
  static Optional<TextToolCall> in(String text) {
    try {
      return of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<TextToolCall> of(JsonNode node) {
    if (node.isArray() && node.size() == 1) {
      return of(node.get(0));
    }
    JsonNode call = node.path("function").isObject() ? node.get("function") : node;
    JsonNode arguments = call.has("arguments") ? call.get("arguments") : call.path("parameters");
    String name = call.path("name").asText(call.path("function").asText(""));
    boolean shaped = !name.isEmpty() && (arguments.isObject() || arguments.isTextual());
    return shaped
        ? Optional.of(new TextToolCall(name, arguments.isObject() ? arguments.toString() : arguments.asText()))
        : Optional.empty();
  }
}
