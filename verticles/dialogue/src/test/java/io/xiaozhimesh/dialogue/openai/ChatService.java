package io.xiaozhimesh.dialogue.openai;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ToolRequest;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A local service that speaks "chat completions" on a real socket, and misbehaves as it is told. */
final class ChatService {

  final BlockingQueue<JsonObject> asked = new LinkedBlockingQueue<>();
  final BlockingQueue<String> authorizations = new LinkedBlockingQueue<>();
  final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  private final HttpServer server;

  /** @param answer writes the response, once the request has been read */
  ChatService(Vertx vertx, Handler<HttpServerResponse> answer) {
    this.server = vertx.createHttpServer().requestHandler(request -> take(request, answer));
    try {
      server.listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private void take(HttpServerRequest request, Handler<HttpServerResponse> answer) {
    request.response().exceptionHandler(gone -> closed.add("broken"));
    request.connection().closeHandler(gone -> closed.add("closed"));
    request.body().onSuccess(body -> {
      asked.add(body.toJsonObject().put("path", request.path()));
      authorizations.add(String.valueOf(request.getHeader("authorization")));
      answer.handle(request.response());
    });
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.actualPort() + "/v1";
  }

  static HttpServerResponse stream(HttpServerResponse response) {
    return response.setChunked(true).putHeader("content-type", "text/event-stream; charset=utf-8");
  }

  static String event(JsonObject delta, String finishReason) {
    JsonObject choice = new JsonObject().put("index", 0).put("delta", delta).put("finish_reason", finishReason);
    return "data: " + new JsonObject().put("id", "chatcmpl-1").put("object", "chat.completion.chunk")
        .put("created", 1_700_000_000).put("model", "m").put("choices", new JsonArray().add(choice)).encode() + "\n\n";
  }

  static String text(String content) {
    return event(new JsonObject().put("content", content), null);
  }

  /** A tool call as services send it: its name first, its arguments in pieces. */
  static String call(int index, ToolRequest call) {
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

  static String whole(List<String> deltas, List<ToolRequest> calls) {
    StringBuilder events = new StringBuilder(": ping\n\n")
        .append(event(new JsonObject().put("role", "assistant").put("content", ""), null));
    deltas.forEach(d -> events.append(text(d)));
    for (int i = 0; i < calls.size(); i++) {
      events.append(call(i, calls.get(i)));
    }
    return events.append(event(new JsonObject(), calls.isEmpty() ? "stop" : "tool_calls"))
        .append("data: [DONE]\n\n").toString();
  }

  /** Writes one byte at a time, each in a packet of its own as far as the network allows. */
  Future<Void> drip(HttpServerResponse response, byte[] bytes, int at) {
    return at == bytes.length
        ? response.end()
        : response.write(Buffer.buffer(new byte[] {bytes[at]})).compose(v -> drip(response, bytes, at + 1));
  }

  Future<Void> close() {
    return server.close();
  }
}
