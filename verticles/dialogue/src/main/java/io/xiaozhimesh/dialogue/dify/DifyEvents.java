package io.xiaozhimesh.dialogue.dify;

import com.fasterxml.jackson.databind.JsonNode;
import io.xiaozhimesh.dialogue.streaming.AnswerReader;
import io.xiaozhimesh.dialogue.streaming.ServiceError;
import io.xiaozhimesh.protocol.bus.MeshError;

/** Reads a chat's events: of chatbots ({@code message}) and agents ({@code agent_message}). One per answer. */
final class DifyEvents implements AnswerReader {

  private boolean finished;

  @Override
  public String text(String name, String data) {
    JsonNode event = AnswerReader.object(data);
    return switch (event.path("event").asText("")) {
      case "message", "agent_message" -> event.path("answer").asText("");
      case "error" -> throw new ServiceError(meaning(event.path("status").asInt()));
      case "message_end" -> {
        finished = true;
        yield "";
      }
      case "" -> throw new IllegalArgumentException("an event has no kind");
      default -> "";
    };
  }

  @Override
  public boolean finished() {
    return finished;
  }

  private static MeshError meaning(int status) {
    return switch (status) {
      case 401, 403 -> MeshError.UNAUTHENTICATED;
      case 429 -> MeshError.OVERLOADED;
      default -> MeshError.PROVIDER_FAILED;
    };
  }
}
