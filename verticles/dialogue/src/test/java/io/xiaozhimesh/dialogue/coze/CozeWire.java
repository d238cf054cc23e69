package io.xiaozhimesh.dialogue.coze;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.dialogue.Wire;
import java.util.List;

/** The stream of {@code /v3/chat} (<a href="https://docs.coze.cn/developer_guides/chat_v3">reference</a>). */
final class CozeWire implements Wire {

  @Override
  public String text(String delta) {
    return message("delta", "answer", delta);
  }

  @Override
  public String error() {
    return event("conversation.chat.failed", new JsonObject().put("status", "failed")
        .put("last_error", new JsonObject().put("code", 5000).put("msg", "no")));
  }

  @Override
  public String answer(List<String> deltas, List<ToolRequest> calls) {
    StringBuilder events = new StringBuilder()
        .append(event("conversation.chat.created", new JsonObject().put("status", "created")))
        .append(event("conversation.chat.in_progress", new JsonObject().put("status", "in_progress")))
        .append(message("completed", "function_call", "{\"name\":\"search\"}"))
        .append(message("completed", "tool_response", "found"));
    deltas.forEach(d -> events.append(text(d)));
    return events.append(message("completed", "answer", String.join("", deltas.subList(0, Math.min(9, deltas.size())))))
        .append(message("completed", "follow_up", "What else?"))
        .append(message("completed", "verbose", "{\"msg_type\":\"generate_answer_finish\"}"))
        .append(event("conversation.chat.completed", new JsonObject().put("status", "completed")))
        .append("event:done\ndata:\"[DONE]\"\n\n").toString();
  }

  private static String message(String step, String type, String content) {
    return event("conversation.message." + step, new JsonObject().put("role", "assistant").put("type", type)
        .put("content", content).put("content_type", "text").put("chat_id", "1"));
  }

  static String event(String name, JsonObject members) {
    return "event:" + name + "\ndata:" + new JsonObject().put("id", "1").put("conversation_id", "1").put("bot_id", "7")
        .mergeIn(members).encode() + "\n\n";
  }
}
