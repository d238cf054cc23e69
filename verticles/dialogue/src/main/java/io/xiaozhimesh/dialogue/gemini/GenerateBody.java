package io.xiaozhimesh.dialogue.gemini;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.dialogue.ChatMessage;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.dialogue.ModelRequest;
import io.xiaozhimesh.dialogue.ToolRequest;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request in the words of {@code generateContent}: the prompt apart, {@code user} and {@code model} in turn, results of
 * tools by the tool's name.
 */
final class GenerateBody {

  private final GeminiOptions options;
  private final String model;
  private final Signatures signatures;
  private final Map<String, String> toolNames = new HashMap<>();

  GenerateBody(GeminiOptions options, String model, Signatures signatures) {
    this.options = options;
    this.model = model;
    this.signatures = signatures;
  }

  JsonObject of(ModelRequest request) {
    JsonObject body = new JsonObject().put("contents", contents(request));
    String system = request.messages().stream().filter(m -> m.author() == Author.SYSTEM).map(ChatMessage::text)
        .collect(Collectors.joining("\n\n"));
    if (!system.isBlank()) {
      body.put("systemInstruction", new JsonObject().put("parts", new JsonArray().add(text(system))));
    }
    if (!request.tools().isEmpty()) {
      JsonArray declarations = new JsonArray();
      request.tools().forEach(tool -> declarations.add(tool(tool)));
      body.put("tools", new JsonArray().add(new JsonObject().put("functionDeclarations", declarations)));
    }
    JsonObject generation = new JsonObject();
    if (options.temperature() >= 0) {
      generation.put("temperature", options.temperature());
    }
    if (!options.thinking()) {
      generation.put("thinkingConfig", leastThinking());
    }
    if (!generation.isEmpty()) {
      body.put("generationConfig", generation);
    }
    return body.mergeIn(options.extra(), true);
  }

  /** The least that the model can do, which newer ones are told as a level and older ones as a budget. */
  private JsonObject leastThinking() {
    if (model.contains("gemini-2")) {
      return new JsonObject().put("thinkingBudget", 0);
    }
    return new JsonObject().put("thinkingLevel", model.contains("flash-lite") ? "minimal" : "low");
  }

  private JsonArray contents(ModelRequest request) {
    JsonArray contents = new JsonArray();
    for (ChatMessage message : request.messages()) {
      message.calls().forEach(call -> toolNames.put(call.id(), call.name()));
      JsonArray parts = message.author() == Author.SYSTEM ? new JsonArray() : parts(message);
      String role = message.author() == Author.ASSISTANT ? "model" : "user";
      JsonObject last = contents.isEmpty() ? null : contents.getJsonObject(contents.size() - 1);
      if (last != null && last.getString("role").equals(role)) {
        last.getJsonArray("parts").addAll(parts);
      } else if (!parts.isEmpty()) {
        contents.add(new JsonObject().put("role", role).put("parts", parts));
      }
    }
    return contents;
  }

  private JsonArray parts(ChatMessage message) {
    JsonArray parts = new JsonArray();
    if (message.author() == Author.TOOL) {
      return parts.add(new JsonObject().put("functionResponse", new JsonObject()
          .put("name", toolNames.getOrDefault(message.callId(), "tool"))
          .put("response", new JsonObject().put("result", message.text()))));
    }
    if (!message.text().isBlank()) {
      parts.add(text(message.text()));
    }
    message.calls().forEach(call -> parts.add(call(call)));
    return parts;
  }

  private static JsonObject text(String text) {
    return new JsonObject().put("text", text);
  }

  private JsonObject call(ToolRequest call) {
    JsonObject part = new JsonObject().put("functionCall", new JsonObject().put("name", call.name())
        .put("args", object(call.argumentsJson(), new JsonObject())));
    String signature = signatures.of(call.id());
    return signature.isEmpty() ? part : part.put("thoughtSignature", signature);
  }

  private static JsonObject tool(ToolSpec tool) {
    return new JsonObject().put("name", tool.name()).put("description", tool.description()).put("parametersJsonSchema",
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
