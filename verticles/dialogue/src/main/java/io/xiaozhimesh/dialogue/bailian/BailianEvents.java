package io.xiaozhimesh.dialogue.bailian;

import com.fasterxml.jackson.databind.JsonNode;
import io.xiaozhimesh.dialogue.streaming.AnswerReader;
import io.xiaozhimesh.dialogue.streaming.ServiceError;
import io.xiaozhimesh.protocol.bus.MeshError;

/** Reads the pieces of an answer; until its end the reason for that is the text "null". One per answer. */
final class BailianEvents implements AnswerReader {

  private boolean finished;

  @Override
  public String text(String name, String data) {
    JsonNode event = AnswerReader.object(data);
    JsonNode output = event.path("output");
    if (output.isObject()) {
      finished |= output.path("finish_reason").asText("null").equals("stop");
      return output.path("text").isTextual() ? output.path("text").asText() : "";
    } else if (event.hasNonNull("code")) {
      throw new ServiceError(meaning(event.path("code").asText()));
    }
    throw new IllegalArgumentException("an event has no output");
  }

  @Override
  public boolean finished() {
    return finished;
  }

  private static MeshError meaning(String code) {
    if (code.startsWith("Throttling")) {
      return MeshError.OVERLOADED;
    }
    return code.equals("InvalidApiKey") || code.startsWith("AccessDenied")
        ? MeshError.UNAUTHENTICATED : MeshError.PROVIDER_FAILED;
  }
}
