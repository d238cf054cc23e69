package io.xiaozhimesh.dialogue.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.dialogue.streaming.AnswerReader;
import io.xiaozhimesh.dialogue.streaming.ServiceError;
import io.xiaozhimesh.protocol.bus.MeshError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the pieces of a streamed {@code GenerateContentResponse}: text, and tool calls that come whole. Thoughts are left
 * out. Not thread-safe; one per answer.
 */
final class GeminiEvents implements AnswerReader {

  static final int CALLS_MAX = 32;

  private final Signatures signatures;
  private final List<ToolRequest> calls = new ArrayList<>();
  private boolean finished;

  GeminiEvents(Signatures signatures) {
    this.signatures = signatures;
  }

  @Override
  public String text(String name, String data) {
    JsonNode piece = AnswerReader.object(data);
    if (piece.hasNonNull("error")) {
      throw new ServiceError(meaning(piece.path("error").path("code").asInt()));
    } else if (piece.path("promptFeedback").hasNonNull("blockReason")) {
      throw new ServiceError(MeshError.BAD_REQUEST);
    }
    JsonNode candidate = piece.path("candidates").path(0);
    StringBuilder text = new StringBuilder();
    candidate.path("content").path("parts").forEach(part -> text.append(text(part)));
    finished |= candidate.path("finishReason").isTextual();
    return text.toString();
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public List<ToolRequest> calls() {
    return List.copyOf(calls);
  }

  /** Google calls a wrong key a bad request. */
  @Override
  public Optional<MeshError> refused(String body) {
    return body.contains("API_KEY_INVALID") ? Optional.of(MeshError.UNAUTHENTICATED) : Optional.empty();
  }

  private String text(JsonNode part) {
    JsonNode call = part.path("functionCall");
    if (call.isObject() && calls.size() < CALLS_MAX) {
      String id = signatures.idFor(part.path("thoughtSignature").asText(""));
      String arguments = call.path("args").isObject() ? call.path("args").toString() : "{}";
      calls.add(new ToolRequest(id, call.path("name").asText(""), arguments));
    }
    return part.path("thought").asBoolean(false) ? "" : part.path("text").asText("");
  }

  private static MeshError meaning(int code) {
    return switch (code) {
      case 401, 403 -> MeshError.UNAUTHENTICATED;
      case 429 -> MeshError.OVERLOADED;
      case 504 -> MeshError.TIMEOUT;
      default -> MeshError.PROVIDER_FAILED;
    };
  }
}
