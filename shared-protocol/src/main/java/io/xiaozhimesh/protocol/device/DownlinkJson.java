package io.xiaozhimesh.protocol.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Writes JSON for devices, and lets JSON from elsewhere in only when a device can read it. */
final class DownlinkJson {

  private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(Limits.DEVICE_JSON_DEPTH_MAX)
          .maxStringLength(Limits.DOWNLINK_TEXT_BYTES_MAX)
          .build())
      .build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private DownlinkJson() {
  }

  static String write(ObjectNode message) {
    try {
      String json = MAPPER.writeValueAsString(message);
      if (json.getBytes(StandardCharsets.UTF_8).length >= Limits.DOWNLINK_TEXT_BYTES_MAX) {
        throw new MeshException(MeshError.BAD_REQUEST, "the message is too long for a device");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain JSON nodes cannot be written", e);
    }
  }

  static JsonNode object(String json) {
    return require(json, JsonNode::isObject, "a JSON object");
  }

  static JsonNode list(String json) {
    return require(json, JsonNode::isArray, "a JSON list");
  }

  private static JsonNode require(String json, Predicate<JsonNode> shape, String expected) {
    JsonNode node = parse(json);
    if (node == null || !shape.test(node)) {
      throw new MeshException(MeshError.BAD_REQUEST, "what a device should get is not " + expected);
    }
    return wellFormed(node);
  }

  private static JsonNode parse(String json) {
    if (json.length() > Limits.DOWNLINK_TEXT_BYTES_MAX) {
      throw new MeshException(MeshError.BAD_REQUEST, "the message is too long for a device");
    }
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new MeshException(MeshError.BAD_REQUEST, "what a device should get is not JSON");
    }
  }

  private static JsonNode wellFormed(JsonNode node) {
    if (node.isTextual()) {
      return JsonNodeFactory.instance.textNode(WireText.wellFormed(node.textValue()));
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
      array.forEach(e -> copy.add(wellFormed(e)));
      return copy;
    }
    return node instanceof ObjectNode object ? wellFormedMembers(object) : node;
  }

  private static ObjectNode wellFormedMembers(ObjectNode object) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(e -> copy.set(WireText.wellFormed(e.getKey()), wellFormed(e.getValue())));
    return copy;
  }
}
