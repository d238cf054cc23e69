package io.xiaozhimesh.dialogue.bailian;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.dialogue.Wire;
import java.util.List;

/**
 * The stream of an application's {@code completion} with {@code incremental_output}
 * (<a href="https://help.aliyun.com/document_detail/2712180.html">reference</a>).
 */
final class BailianWire implements Wire {

  @Override
  public String text(String delta) {
    return event(delta, "null");
  }

  @Override
  public String error() {
    return error("InternalError");
  }

  static String error(String code) {
    return "id:1\nevent:error\n:HTTP_STATUS/500\ndata:" + new JsonObject().put("code", code).put("message", "no")
        .put("request_id", "r1").encode() + "\n\n";
  }

  @Override
  public String answer(List<String> deltas, List<ToolRequest> calls) {
    StringBuilder events = new StringBuilder();
    deltas.forEach(d -> events.append(text(d)));
    return events.append(event("", "stop")).toString();
  }

  private static String event(String text, String reason) {
    return "id:1\nevent:result\n:HTTP_STATUS/200\ndata:" + new JsonObject()
        .put("output", new JsonObject().put("session_id", "s1").put("finish_reason", reason).put("text", text))
        .put("usage", new JsonObject()).put("request_id", "r1").encode() + "\n\n";
  }
}
