package io.xiaozhimesh.dialogue.claude;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.dialogue.Wire;
import java.util.List;

/**
 * The stream of the Messages API
 * (<a href="https://platform.claude.com/docs/en/build-with-claude/streaming">reference</a>).
 */
final class ClaudeWire implements Wire {

  @Override
  public String text(String delta) {
    return event("content_block_delta", new JsonObject().put("index", 0)
        .put("delta", new JsonObject().put("type", "text_delta").put("text", delta)));
  }

  @Override
  public String error() {
    return event("error", new JsonObject("""
        {"error":{"type":"api_error","message":"Internal server error"}}"""));
  }

  @Override
  public String answer(List<String> deltas, List<ToolRequest> calls) {
    StringBuilder events = new StringBuilder()
        .append(event("message_start", new JsonObject("""
            {"message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"m","stop_reason":null,
            "stop_sequence":null,"usage":{"input_tokens":25,"output_tokens":1}}}""")))
        .append(event("ping", new JsonObject()));
    if (!deltas.isEmpty()) {
      events.append(event("content_block_start", new JsonObject("""
          {"index":0,"content_block":{"type":"text","text":""}}""")));
      deltas.forEach(d -> events.append(text(d)));
      events.append(stop(0));
    }
    for (int i = 0; i < calls.size(); i++) {
      events.append(call(i + 1, calls.get(i)));
    }
    String reason = calls.isEmpty() ? "end_turn" : "tool_use";
    return events
        .append(event("message_delta", new JsonObject().put("delta", new JsonObject().put("stop_reason", reason)
            .putNull("stop_sequence")).put("usage", new JsonObject().put("output_tokens", 15))))
        .append(event("message_stop", new JsonObject())).toString();
  }

  private static String call(int index, ToolRequest call) {
    JsonObject block = new JsonObject().put("type", "tool_use").put("id", call.id()).put("name", call.name())
        .put("input", new JsonObject());
    StringBuilder events = new StringBuilder(event("content_block_start",
        new JsonObject().put("index", index).put("content_block", block)));
    if (!call.argumentsJson().equals("{}")) {
      events.append(input(index, ""));
      for (String piece : call.argumentsJson().split("")) {
        events.append(input(index, piece));
      }
    }
    return events.append(stop(index)).toString();
  }

  private static String input(int index, String piece) {
    return event("content_block_delta", new JsonObject().put("index", index)
        .put("delta", new JsonObject().put("type", "input_json_delta").put("partial_json", piece)));
  }

  private static String stop(int index) {
    return event("content_block_stop", new JsonObject().put("index", index));
  }

  static String event(String type, JsonObject data) {
    return "event: " + type + "\ndata: " + new JsonObject().put("type", type).mergeIn(data).encode() + "\n\n";
  }
}
