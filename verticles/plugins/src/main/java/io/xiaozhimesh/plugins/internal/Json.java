package io.xiaozhimesh.plugins.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.protocol.Limits;
import java.util.Optional;

/** JSON from outside, read with bounds. Thread-safe. */
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(Limits.DEVICE_JSON_DEPTH_MAX).build())
      .build());

  private Json() {
  }

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The object in this text; empty for anything else. */
  public static Optional<ObjectNode> object(String text) {
    try {
      return MAPPER.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whatever JSON this text is, at most so deep as {@link #object(String)} takes it; empty when it is none. */
  public static Optional<JsonNode> tree(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      return tree == null || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The member as text, or "" when it is missing or no text. */
  public static String text(JsonNode object, String member) {
    return object.path(member).isTextual() ? object.path(member).textValue() : "";
  }
}
