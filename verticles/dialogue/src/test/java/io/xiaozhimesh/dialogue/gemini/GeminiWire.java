package io.xiaozhimesh.dialogue.gemini;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.dialogue.Wire;
import java.util.List;

/**
 * The stream of {@code streamGenerateContent?alt=sse}
 * (<a href="https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent">reference</a>). Tool calls
 * come whole, with the signature of <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">the thought</a>.
 */
final class GeminiWire implements Wire {

  @Override
  public String text(String delta) {
    return event(new JsonArray().add(new JsonObject().put("text", delta)), null);
  }

  @Override
  public String error() {
    return "data: {\"error\":{\"code\":500,\"message\":\"An internal error\",\"status\":\"INTERNAL\"}}\n\n";
  }

  @Override
  public String answer(List<String> deltas, List<ToolRequest> calls) {
    StringBuilder events = new StringBuilder();
    deltas.forEach(d -> events.append(text(d)));
    JsonArray parts = new JsonArray();
    for (ToolRequest call : calls) {
      JsonObject part = new JsonObject().put("functionCall", new JsonObject().put("name", call.name())
          .put("args", new JsonObject(call.argumentsJson())));
      // Of calls at the same time only the first is signed.
      parts.add(parts.isEmpty() ? part.put("thoughtSignature", "c2lnbmVk") : part);
    }
    return events.append(event(parts.isEmpty() ? new JsonArray().add(new JsonObject().put("text", "")) : parts, "STOP"))
        .toString();
  }

  static String event(JsonArray parts, String finishReason) {
    JsonObject candidate = new JsonObject().put("content", new JsonObject().put("parts", parts).put("role", "model"))
        .put("index", 0);
    if (finishReason != null) {
      candidate.put("finishReason", finishReason);
    }
    return "data: " + new JsonObject().put("candidates", new JsonArray().add(candidate))
        .put("usageMetadata", new JsonObject().put("promptTokenCount", 4)).put("modelVersion", "m").encode() + "\r\n\r\n";
  }
}
