package io.xiaozhimesh.dialogue.openai;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ChatMessage;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.Locale;

/** A request in the service's words. */
final class RequestBody {

  private RequestBody() {
  }

  static JsonObject of(OpenAiOptions options, ModelRequest request) {
    JsonArray messages = new JsonArray();
    request.messages().forEach(m -> messages.add(message(m)));
    JsonObject body = new JsonObject()
        .put("stream", true)
        .put("messages", messages);
    String model = request.model().isEmpty() ? options.model() : request.model();
    if (!model.isEmpty()) {
      body.put("model", model);
    }
    if (options.temperature() >= 0) {
      body.put("temperature", options.temperature());
    }
    if (!request.tools().isEmpty() && options.preset().tools()) {
      JsonArray tools = new JsonArray();
      request.tools().forEach(t -> tools.add(tool(t)));
      body.put("tools", tools);
    }
    return body.mergeIn(options.extra(), true);
  }

  private static JsonObject message(ChatMessage message) {
    JsonObject json = new JsonObject()
        .put("role", message.author().name().toLowerCase(Locale.ROOT))
        .put("content", message.text());
    if (!message.calls().isEmpty()) {
      JsonArray calls = new JsonArray();
      message.calls().forEach(c -> calls.add(call(c)));
      json.put("tool_calls", calls);
    }
    return message.callId().isEmpty() ? json : json.put("tool_call_id", message.callId());
  }

  private static JsonObject call(ToolRequest call) {
    return new JsonObject().put("id", call.id()).put("type", "function").put("function",
        new JsonObject().put("name", call.name()).put("arguments", call.argumentsJson()));
  }

  private static JsonObject tool(ToolSpec tool) {
    return new JsonObject().put("type", "function").put("function", new JsonObject()
        .put("name", tool.name())
        .put("description", tool.description())
        .put("parameters", schema(tool)));
  }

  private static JsonObject schema(ToolSpec tool) {
    try {
      return new JsonObject(tool.inputSchemaJson());
    } catch (DecodeException e) {
      return new JsonObject().put("type", "object").put("properties", new JsonObject());
    }
  }
}
