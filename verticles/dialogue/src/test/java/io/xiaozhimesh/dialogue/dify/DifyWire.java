package io.xiaozhimesh.dialogue.dify;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.dialogue.Wire;
import java.util.List;

/**
 * The stream of {@code /chat-messages}
 * (<a href="https://docs.dify.ai/api-reference/chat/send-chat-message">reference</a>).
 */
final class DifyWire implements Wire {

  @Override
  public String text(String delta) {
    return event("message", new JsonObject().put("answer", delta));
  }

  @Override
  public String error() {
    return event("error", new JsonObject().put("status", 400).put("code", "completion_request_error")
        .put("message", "no"));
  }

  @Override
  public String answer(List<String> deltas, List<ToolRequest> calls) {
    StringBuilder events = new StringBuilder("event: ping\n\n")
        .append(event("workflow_started", new JsonObject().put("workflow_run_id", "w1").put("data", new JsonObject())));
    deltas.forEach(d -> events.append(text(d)));
    return events.append(event("message_end", new JsonObject().put("metadata", new JsonObject()))).toString();
  }

  static String event(String kind, JsonObject members) {
    return "data: " + new JsonObject().put("event", kind).put("task_id", "t1").put("message_id", "m1")
        .put("conversation_id", "c1").put("created_at", 1_700_000_000).mergeIn(members).encode() + "\n\n";
  }
}
