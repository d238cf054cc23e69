package io.xiaozhimesh.dialogue.openai;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.dialogue.Wire;
import java.util.List;

/**
 * The stream of "chat completions" (<a href="https://platform.openai.com/docs/api-reference/chat-streaming">reference</a>).
 */
public final class ChatWire implements Wire {

  @Override
  public String text(String content) {
    return event(new JsonObject().put("content", content), null);
  }

  @Override
  public String error() {
    return "data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}\n\n";
  }

  @Override
  public String answer(List<String> deltas, List<ToolRequest> calls) {
    StringBuilder events = new StringBuilder(": ping\n\n")
        .append(event(new JsonObject().put("role", "assistant").put("content", ""), null));
    deltas.forEach(d -> events.append(text(d)));
    for (int i = 0; i < calls.size(); i++) {
      events.append(call(i, calls.get(i)));
    }
    return events.append(event(new JsonObject(), calls.isEmpty() ? "stop" : "tool_calls"))
        .append("data: [DONE]\n\n").toString();
  }

  static String event(JsonObject delta, String finishReason) {
    JsonObject choice = new JsonObject().put("index", 0).put("delta", delta).put("finish_reason", finishReason);
    return "data: " + new JsonObject().put("id", "chatcmpl-1").put("object", "chat.completion.chunk")
        .put("created", 1_700_000_000).put("model", "m").put("choices", new JsonArray().add(choice)).encode() + "\n\n";
  }

  /** A tool call as services send it: its name first, its arguments in pieces. */
  private static String call(int index, ToolRequest call) {
    JsonObject head = new JsonObject().put("index", index).put("id", call.id()).put("type", "function")
        .put("function", new JsonObject().put("name", call.name()).put("arguments", ""));
    StringBuilder events = new StringBuilder();
    events.append(event(new JsonObject().put("tool_calls", new JsonArray().add(head)), null));
    for (String piece : call.argumentsJson().split("")) {
      JsonObject more = new JsonObject().put("index", index).put("function", new JsonObject().put("arguments", piece));
      events.append(event(new JsonObject().put("tool_calls", new JsonArray().add(more)), null));
    }
    return events.toString();
  }
}
