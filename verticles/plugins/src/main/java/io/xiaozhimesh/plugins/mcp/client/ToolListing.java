package io.xiaozhimesh.plugins.mcp.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.plugins.internal.Json;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tools of a server as they come page by page (MCP 2025-11-25, "Tools", "Pagination"). Takes what can be used and
 * counts what cannot: a tool without a name, one that was named before, one whose schema is too long, those beyond the
 * bound. A schema that is no object becomes one without properties, so that the model still may call the tool. Pure.
 */
final class ToolListing {

  /** A model reads no more of a description. */
  static final int DESCRIPTION_CHARS_MAX = 2_000;

  private static final int NAME_CHARS_MAX = 256;

  private final McpLimits limits;
  private final Map<String, ServerTool> byName = new LinkedHashMap<>();
  private final Set<String> cursors = new HashSet<>();
  private int pages;
  private int leftOut;

  ToolListing(McpLimits limits) {
    this.limits = limits;
  }

  /** Takes a page over; answers with the cursor of the next, or empty when the list is over, or is cut here. */
  Optional<String> accept(JsonNode page) {
    pages++;
    JsonNode tools = page.path("tools");
    tools.forEach(this::add);
    String next = Json.text(page, "nextCursor");
    if (next.isEmpty()) {
      return Optional.empty();
    }
    boolean goesOn = !tools.isEmpty() && cursors.add(next) && pages < limits.pagesMax()
        && byName.size() < limits.toolsMax();
    leftOut += goesOn ? 0 : 1;
    return goesOn ? Optional.of(next) : Optional.empty();
  }

  List<ServerTool> tools() {
    return List.copyOf(byName.values());
  }

  /** How many were not taken; a list that was cut counts one more. */
  int leftOut() {
    return leftOut;
  }

  private void add(JsonNode descriptor) {
    String name = Json.text(descriptor, "name");
    ObjectNode schema = schema(descriptor.path("inputSchema"));
    boolean usable = !name.isBlank() && name.length() <= NAME_CHARS_MAX && byName.size() < limits.toolsMax()
        && !byName.containsKey(name) && schema.toString().length() <= limits.schemaCharsMax();
    if (!usable) {
      leftOut++;
      return;
    }
    String description = Json.text(descriptor, "description");
    byName.put(name, new ServerTool(name,
        description.substring(0, Math.min(description.length(), DESCRIPTION_CHARS_MAX)), schema,
        effect(descriptor.path("annotations"))));
  }

  private static ObjectNode schema(JsonNode given) {
    ObjectNode schema = given instanceof ObjectNode object ? object.deepCopy() : Json.object();
    schema.put("type", "object");
    if (!schema.path("properties").isObject()) {
      schema.putObject("properties");
    }
    if (schema.has("required") && !namesOnly(schema.path("required"))) {
      schema.remove("required");
    }
    return schema;
  }

  private static boolean namesOnly(JsonNode required) {
    if (!(required instanceof ArrayNode names)) {
      return false;
    }
    for (JsonNode name : names) {
      if (!name.isTextual()) {
        return false;
      }
    }
    return true;
  }

  private static ToolEffect effect(JsonNode annotations) {
    if (annotations.path("readOnlyHint").asBoolean(false)) {
      return ToolEffect.PURE;
    }
    return annotations.path("idempotentHint").asBoolean(false) ? ToolEffect.IDEMPOTENT : ToolEffect.SIDE_EFFECTING;
  }
}
