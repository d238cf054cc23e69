package io.xiaozhimesh.dialogue.coze;

import com.fasterxml.jackson.databind.JsonNode;
import io.xiaozhimesh.dialogue.streaming.AnswerReader;
import io.xiaozhimesh.dialogue.streaming.ServiceError;
import io.xiaozhimesh.protocol.bus.MeshError;

/**
 * Reads a chat's events. Only pieces of the answer are spoken: the whole answer comes once more at the end, and so do
 * calls, results and proposals for the next question. A refusal is a body with a code and status 200. One per answer.
 */
final class CozeEvents implements AnswerReader {

  private boolean finished;

  @Override
  public String text(String name, String data) {
    if (name.equals("done")) {
      finished = true;
      return "";
    }
    JsonNode event = AnswerReader.object(data);
    return switch (name) {
      case "conversation.message.delta" ->
          event.path("type").asText("").equals("answer") ? event.path("content").asText("") : "";
      case "conversation.chat.completed" -> {
        finished = true;
        yield "";
      }
      case "conversation.chat.failed" -> throw new ServiceError(meaning(event.path("last_error").path("code").asInt()));
      case "error" -> throw new ServiceError(meaning(event.path("code").asInt()));
      case "" -> throw refusal(event);
      default -> "";
    };
  }

  @Override
  public boolean finished() {
    return finished;
  }

  private static RuntimeException refusal(JsonNode body) {
    return body.path("code").asInt() == 0
        ? new IllegalArgumentException("an event has no name")
        : new ServiceError(meaning(body.path("code").asInt()));
  }

  /** By <a href="https://docs.coze.cn/developer_guides/coze_error_codes">the service's table</a>. */
  private static MeshError meaning(int code) {
    return switch (code) {
      case 4100, 4101 -> MeshError.UNAUTHENTICATED;
      case 4013 -> MeshError.OVERLOADED;
      default -> MeshError.PROVIDER_FAILED;
    };
  }
}
