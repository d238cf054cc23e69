package io.xiaozhimesh.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.Optional;

/**
 * A tool of the device.
 *
 * @param foreignName as the device knows it
 * @param schema of its arguments, an object
 * @param spec as the model knows it
 */
record McpTool(String foreignName, ObjectNode schema, ToolSpec spec) {

  /** Where device tools come from, in their {@link ToolSpec}. */
  static final String ORIGIN = "device";

  /** The tool of a descriptor; empty when it has no name or is meant for the user's hand and not for the model. */
  static Optional<McpTool> of(JsonNode descriptor, ToolNames names) {
    String foreignName = Json.text(descriptor, "name");
    if (foreignName.isEmpty() || forUserOnly(descriptor)) {
      return Optional.empty();
    }
    ObjectNode schema = descriptor.path("inputSchema") instanceof ObjectNode given ? given.deepCopy() : Json.object();
    schema.put("type", "object");
    if (!schema.path("properties").isObject()) {
      schema.putObject("properties");
    }
    return Optional.of(new McpTool(foreignName, schema, new ToolSpec(names.safe(foreignName),
        Json.text(descriptor, "description"), schema.toString(), effect(foreignName), ORIGIN)));
  }

  /** The same tool with another description. */
  McpTool described(String description) {
    return new McpTool(foreignName, schema, new ToolSpec(spec.name(), description, spec.inputSchemaJson(),
        spec.effect(), spec.origin(), spec.deadlineMs(), spec.scope(), spec.fillers(), spec.confirm()));
  }

  private static boolean forUserOnly(JsonNode descriptor) {
    JsonNode audience = descriptor.path("annotations").path("audience");
    boolean user = false;
    boolean assistant = false;
    for (JsonNode one : audience) {
      user |= one.asText().equals("user");
      assistant |= one.asText().equals("assistant");
    }
    return user && !assistant;
  }

  /** The firmware's names say it: {@code self.get_…} reads, {@code self.….set_…} sets. */
  private static ToolEffect effect(String foreignName) {
    String verb = foreignName.substring(foreignName.lastIndexOf('.') + 1);
    if (verb.startsWith("get_")) {
      return ToolEffect.PURE;
    }
    return verb.startsWith("set_") ? ToolEffect.IDEMPOTENT : ToolEffect.SIDE_EFFECTING;
  }
}
