package io.xiaozhimesh.dialogue.claude;

import com.fasterxml.jackson.databind.JsonNode;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.dialogue.streaming.AnswerReader;
import io.xiaozhimesh.dialogue.streaming.ServiceError;
import io.xiaozhimesh.protocol.bus.MeshError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a streamed message (<a href="https://platform.claude.com/docs/en/build-with-claude/streaming">reference</a>):
 * blocks of text and of tool use, the input of which comes as torn JSON. Thoughts are left out. Not thread-safe; one per
 * answer.
 */
final class MessageEvents implements AnswerReader {

  static final int CALLS_MAX = 32;
  static final int INPUT_CHARS_MAX = 65_536;

  /** A tool call in the making. */
  private record Use(String id, String name, StringBuilder input) {
  }

  private final Map<Integer, Use> uses = new TreeMap<>();
  private boolean finished;

  @Override
  public String text(String name, String data) {
    JsonNode event = AnswerReader.object(data);
    return switch (event.path("type").asText("")) {
      case "error" -> throw new ServiceError(meaning(event.path("error").path("type").asText("")));
      case "content_block_start" -> started(event.path("index").asInt(), event.path("content_block"));
      case "content_block_delta" -> more(event.path("index").asInt(), event.path("delta"));
      case "message_stop" -> {
        finished = true;
        yield "";
      }
      case "" -> throw new IllegalArgumentException("an event has no type");
      default -> "";
    };
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public List<ToolRequest> calls() {
    List<ToolRequest> calls = new ArrayList<>();
    uses.values().forEach(use ->
        calls.add(new ToolRequest(use.id(), use.name(), use.input().isEmpty() ? "{}" : use.input().toString())));
    return calls;
  }

  private String started(int index, JsonNode block) {
    if (block.path("type").asText("").equals("tool_use") && uses.size() < CALLS_MAX) {
      uses.put(index, new Use(block.path("id").asText(""), block.path("name").asText(""), new StringBuilder()));
    }
    return block.path("type").asText("").equals("text") ? block.path("text").asText("") : "";
  }

  private String more(int index, JsonNode delta) {
    Use use = uses.get(index);
    String part = delta.path("partial_json").asText("");
    if (use != null && use.input().length() + part.length() <= INPUT_CHARS_MAX) {
      use.input().append(part);
    }
    return delta.path("type").asText("").equals("text_delta") ? delta.path("text").asText("") : "";
  }

  private static MeshError meaning(String type) {
    return switch (type) {
      case "overloaded_error", "rate_limit_error" -> MeshError.OVERLOADED;
      case "authentication_error", "permission_error" -> MeshError.UNAUTHENTICATED;
      case "timeout_error" -> MeshError.TIMEOUT;
      default -> MeshError.PROVIDER_FAILED;
    };
  }
}
