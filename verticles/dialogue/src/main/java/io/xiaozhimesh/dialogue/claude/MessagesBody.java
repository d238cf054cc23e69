package io.xiaozhimesh.dialogue.claude;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ChatMessage;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.stream.Collectors;

/**
 * A request in the words of the Messages API: the prompt apart, persons and model in turn, results of tools as the
 * person's. What one side says in a row is one message, and the person begins.
 */
final class MessagesBody {

  private MessagesBody() {
  }

  static JsonObject of(ClaudeOptions options, ModelRequest request) {
    JsonObject body = new JsonObject()
        .put("model", request.model().isEmpty() ? options.model() : request.model())
        .put("max_tokens", options.answerTokensMax())
        .put("stream", true)
        .put("messages", messages(request));
    String system = request.messages().stream().filter(m -> m.author() == Author.SYSTEM).map(ChatMessage::text)
        .collect(Collectors.joining("\n\n"));
    if (!system.isBlank()) {
      body.put("system", system);
    }
    if (options.temperature() >= 0) {
      body.put("temperature", options.temperature());
    }
    if (!options.thinking()) {
      body.put("thinking", new JsonObject().put("type", "disabled"));
    }
    if (!request.tools().isEmpty()) {
      JsonArray tools = new JsonArray();
      request.tools().forEach(tool -> tools.add(tool(tool)));
      body.put("tools", tools);
    }
    return body.mergeIn(options.extra(), true);
  }

  private static JsonArray messages(ModelRequest request) {
    JsonArray messages = new JsonArray();
    for (ChatMessage message : request.messages()) {
      JsonArray content = message.author() == Author.SYSTEM ? new JsonArray() : content(message);
      String role = message.author() == Author.ASSISTANT ? "assistant" : "user";
      if (!content.isEmpty()) {
        if (messages.isEmpty() && role.equals("assistant")) {
          messages.add(said("user", new JsonArray().add(text("…"))));
        }
        add(messages, role, content);
      }
    }
    return messages;
  }

  private static void add(JsonArray messages, String role, JsonArray content) {
    JsonObject last = messages.isEmpty() ? null : messages.getJsonObject(messages.size() - 1);
    if (last != null && last.getString("role").equals(role)) {
      last.getJsonArray("content").addAll(content);
    } else {
      messages.add(said(role, content));
    }
  }

  private static JsonArray content(ChatMessage message) {
    JsonArray content = new JsonArray();
    if (message.author() == Author.TOOL) {
      return content.add(new JsonObject().put("type", "tool_result").put("tool_use_id", message.callId())
          .put("content", message.text()));
    }
    if (!message.text().isBlank()) {
      content.add(text(message.text()));
    }
    message.calls().forEach(call -> content.add(use(call)));
    return content;
  }

  private static JsonObject said(String role, JsonArray content) {
    return new JsonObject().put("role", role).put("content", content);
  }

  private static JsonObject text(String text) {
    return new JsonObject().put("type", "text").put("text", text);
  }

  private static JsonObject use(ToolRequest call) {
    return new JsonObject().put("type", "tool_use").put("id", call.id()).put("name", call.name())
        .put("input", object(call.argumentsJson(), new JsonObject()));
  }

  private static JsonObject tool(ToolSpec tool) {
    return new JsonObject().put("name", tool.name()).put("description", tool.description()).put("input_schema",
        object(tool.inputSchemaJson(), new JsonObject().put("type", "object").put("properties", new JsonObject())));
  }

  private static JsonObject object(String json, JsonObject otherwise) {
    try {
      return new JsonObject(json);
    } catch (DecodeException e) {
      return otherwise;
    }
  }
}
