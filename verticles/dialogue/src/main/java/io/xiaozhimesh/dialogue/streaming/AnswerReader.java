package io.xiaozhimesh.dialogue.streaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.protocol.bus.MeshError;
import java.util.List;
import java.util.Optional;

/** Understands the events of one answer of one service. Pure, not thread-safe; one per answer. */
public interface AnswerReader {

  /** For reading what services send. */
  ObjectMapper JSON = new ObjectMapper();

  /**
   * Takes one event and returns its text, "" for none.
   *
   * @param name of the event, "" where it has none
   * @param data of the event, or the whole body of a service that answers without streaming
   * @throws IllegalArgumentException for what makes no sense
   * @throws ServiceError for an error that the service reports
   */
  String text(String name, String data);

  /** Whether the service has said that the answer is complete. */
  boolean finished();

  /** The tool calls, in the model's order; once it is finished. */
  default List<ToolRequest> calls() {
    return List.of();
  }

  /** What a status 400 with this body means, where it is not the question that is wrong. */
  default Optional<MeshError> refused(String body) {
    return Optional.empty();
  }

  /**
   * A JSON object.
   *
   * @throws IllegalArgumentException for anything else
   */
  static JsonNode object(String data) {
    try {
      JsonNode node = JSON.readTree(data);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event is no JSON", e);
    }
    throw new IllegalArgumentException("an event is no JSON object");
  }
}
