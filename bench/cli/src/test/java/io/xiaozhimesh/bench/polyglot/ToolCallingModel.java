package io.xiaozhimesh.bench.polyglot;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.launcher.Waiting;
import java.util.List;

/**
 * A language model service that answers every question by calling the same tools once and then repeating what they said.
 * Speaks streamed "chat completions" as https://platform.openai.com/docs/api-reference/chat-streaming documents it.
 */
final class ToolCallingModel {

  /** A tool and its arguments. */
  record Call(String tool, JsonObject arguments) {
  }

  private final HttpServer server;
  private final List<Call> calls;

  ToolCallingModel(Vertx vertx, List<Call> calls) {
    this.calls = calls;
    this.server = vertx.createHttpServer().requestHandler(this::answer);
    Waiting.on(server.listen(0, "127.0.0.1"));
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.actualPort() + "/v1";
  }

  private void answer(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      List<String> results = results(body.toJsonObject().getJsonArray("messages"));
      JsonObject delta = results.isEmpty()
          ? new JsonObject().put("tool_calls", toolCalls())
          : new JsonObject().put("content", "The tools say " + String.join(" and ", results) + ".");
      request.response().putHeader("content-type", "text/event-stream")
          .end(event(delta, null) + event(new JsonObject(), results.isEmpty() ? "tool_calls" : "stop")
              + "data: [DONE]\n\n");
    });
  }

  /** What tools have answered since the last question. */
  private static List<String> results(JsonArray messages) {
    List<JsonObject> all = messages.stream().map(JsonObject.class::cast).toList();
    int question = 0;
    for (int i = 0; i < all.size(); i++) {
      question = all.get(i).getString("role").equals("user") ? i : question;
    }
    return all.stream().skip(question).filter(m -> m.getString("role").equals("tool"))
        .map(m -> m.getString("content")).toList();
  }

  private JsonArray toolCalls() {
    JsonArray all = new JsonArray();
    for (int i = 0; i < calls.size(); i++) {
      all.add(new JsonObject().put("index", i).put("id", "call_" + i).put("type", "function")
          .put("function", new JsonObject().put("name", calls.get(i).tool())
              .put("arguments", calls.get(i).arguments().encode())));
    }
    return all;
  }

  private static String event(JsonObject delta, String finishReason) {
    JsonObject choice = new JsonObject().put("index", 0).put("delta", delta).put("finish_reason", finishReason);
    return "data: " + new JsonObject().put("id", "chatcmpl-1").put("object", "chat.completion.chunk")
        .put("created", 1_700_000_000).put("model", "m").put("choices", new JsonArray().add(choice)).encode() + "\n\n";
  }

  void close() {
    Waiting.on(server.close());
  }
}
