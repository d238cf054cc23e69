package io.xiaozhimesh.dialogue.openai;

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
 * Reads the chunks of an answer: text, and tool calls that come in pieces. What a model thinks aloud
 * ({@code reasoning_content}) is left out. Not thread-safe; one per answer.
 */
final class ChatChunks implements AnswerReader {

  static final int CALLS_MAX = 32;
  static final int ARGUMENT_CHARS_MAX = 65_536;

  /** A tool call in the making. */
  private static final class Piece {
    private String id = "";
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
  }

  private final Map<Integer, Piece> calls = new TreeMap<>();
  private boolean finished;

  @Override
  public String text(String name, String data) {
    JsonNode chunk = AnswerReader.object(data);
    if (chunk.hasNonNull("error")) {
      throw new ServiceError(MeshError.PROVIDER_FAILED);
    }
    JsonNode choice = chunk.path("choices").path(0);
    JsonNode delta = choice.has("delta") ? choice.path("delta") : choice.path("message");
    delta.path("tool_calls").forEach(this::addCall);
    finished |= choice.path("finish_reason").isTextual();
    return delta.path("content").isTextual() ? delta.path("content").asText() : "";
  }

  /** Whether the model has given a reason for its end. */
  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public List<ToolRequest> calls() {
    List<ToolRequest> all = new ArrayList<>();
    calls.forEach((index, piece) -> {
      String id = piece.id.isEmpty() ? "call_" + index : piece.id;
      all.add(new ToolRequest(id, piece.name.toString(), piece.arguments.toString()));
    });
    return all;
  }

  private void addCall(JsonNode part) {
    int index = part.has("index") ? part.path("index").asInt() : indexOf(part.path("id").asText(""));
    if (index < 0 || index >= CALLS_MAX) {
      return;
    }
    Piece piece = calls.computeIfAbsent(index, i -> new Piece());
    piece.id = piece.id.isEmpty() ? part.path("id").asText("") : piece.id;
    JsonNode function = part.path("function");
    String name = function.path("name").asText("");
    if (piece.name.isEmpty()) {
      piece.name.append(name);
    }
    JsonNode arguments = function.path("arguments");
    String more = arguments.isObject() ? arguments.toString() : arguments.asText("");
    if (piece.arguments.length() + more.length() <= ARGUMENT_CHARS_MAX) {
      piece.arguments.append(more);
    }
  }

  /** Where a part without an index belongs: to the call of its id, else to a new one; without an id to the last. */
  private int indexOf(String id) {
    for (Map.Entry<Integer, Piece> e : calls.entrySet()) {
      if (!id.isEmpty() && e.getValue().id.equals(id)) {
        return e.getKey();
      }
    }
    return id.isEmpty() && !calls.isEmpty() ? calls.size() - 1 : calls.size();
  }
}
