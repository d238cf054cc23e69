package io.xiaozhimesh.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a device answered, as what a model can read. Stateless. */
public final class ToolResults {

  /** Longest text handed on, in characters; what is longer is cut. */
  public static final int TEXT_CHARS_MAX = 16_000;

  private static final int BASE64_CHARS_PER_GROUP = 4;
  private static final int BYTES_PER_GROUP = 3;

  private ToolResults() {
  }

  /** A result for the model. */
  public static ToolResult done(String text) {
    return new ToolResult(ToolResultKind.THINK, cut(text), false);
  }

  /** A failure for the model, as a sentence. */
  public static ToolResult failed(String sentence) {
    return new ToolResult(ToolResultKind.THINK, cut(sentence), true);
  }

  /** The {@code result} member of an answer to {@code tools/call}. */
  static ToolResult ofResult(JsonNode result) {
    List<String> parts = new ArrayList<>();
    result.path("content").forEach(item -> parts.add(ofItem(item)));
    String text = parts.isEmpty() ? "Done." : String.join("\n", parts);
    return result.path("isError").asBoolean(false) ? failed(text) : done(text);
  }

  /** The {@code error} member: an object with or without {@code code}, or a bare text. */
  static ToolResult ofError(JsonNode error) {
    String message = error.isTextual() ? error.textValue() : Json.text(error, "message");
    return failed(message.isBlank()
        ? "The device could not do it and gave no reason."
        : "The device could not do it: " + message);
  }

  private static String ofItem(JsonNode item) {
    return switch (Json.text(item, "type")) {
      case "text" -> item.path("text").isTextual() ? item.path("text").textValue() : item.path("text").toString();
      case "image" -> ofImage(item);
      default -> item.toString();
    };
  }

  /** The firmware nests the image as a JSON string in {@code image}; others follow the MCP form. */
  private static String ofImage(JsonNode item) {
    JsonNode image = item;
    if (item.has("image")) {
      Optional<? extends JsonNode> nested = item.path("image").isObject()
          ? Optional.of(item.path("image"))
          : Json.object(Json.text(item, "image"));
      if (nested.isEmpty()) {
        return "The device took a picture that cannot be read.";
      }
      image = nested.get();
    }
    String type = Json.text(image, "mimeType");
    long bytes = Json.text(image, "data").length() / BASE64_CHARS_PER_GROUP * (long) BYTES_PER_GROUP;
    return "The device took a picture (" + (type.isEmpty() ? "of unknown type" : type) + ", about " + bytes
        + " bytes).";
  }

  private static String cut(String text) {
    return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX);
  }
}
