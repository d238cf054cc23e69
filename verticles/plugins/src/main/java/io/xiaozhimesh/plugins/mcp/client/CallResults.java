package io.xiaozhimesh.plugins.mcp.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.protocol.bus.ToolResult;
import java.util.ArrayList;
import java.util.List;

/** What a server answered to {@code tools/call}, as what a model can read. Stateless. */
final class CallResults {

  private static final int BASE64_CHARS_PER_GROUP = 4;
  private static final int BYTES_PER_GROUP = 3;

  private CallResults() {
  }

  /** The {@code result} member. Structured content counts where there is no other. */
  static ToolResult of(JsonNode result) {
    List<String> parts = new ArrayList<>();
    result.path("content").forEach(item -> parts.add(part(item)));
    if (parts.isEmpty() && result.path("structuredContent").isObject()) {
      parts.add(result.path("structuredContent").toString());
    }
    String text = parts.isEmpty() ? "Done." : String.join("\n", parts);
    return result.path("isError").asBoolean(false) ? ToolResults.failed(text) : ToolResults.done(text);
  }

  private static String part(JsonNode item) {
    return switch (Json.text(item, "type")) {
      case "text" -> item.path("text").isTextual() ? item.path("text").textValue() : item.path("text").toString();
      case "image" -> binary("A picture", item.path("mimeType").asText(""), Json.text(item, "data"));
      case "audio" -> binary("A recording", item.path("mimeType").asText(""), Json.text(item, "data"));
      case "resource" -> resource(item.path("resource"));
      case "resource_link" -> "See " + Json.text(item, "name") + ": " + Json.text(item, "uri");
      default -> item.toString();
    };
  }

  private static String resource(JsonNode resource) {
    return resource.path("text").isTextual()
        ? resource.path("text").textValue()
        : binary("A file", resource.path("mimeType").asText(""), Json.text(resource, "blob"));
  }

  private static String binary(String what, String type, String base64) {
    long bytes = base64.length() / BASE64_CHARS_PER_GROUP * (long) BYTES_PER_GROUP;
    return what + " (" + (type.isEmpty() ? "of unknown type" : type) + ", about " + bytes + " bytes).";
  }
}
