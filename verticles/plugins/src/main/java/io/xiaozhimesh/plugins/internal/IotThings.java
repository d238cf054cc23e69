package io.xiaozhimesh.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The things of a device with firmware up to 1.7, which speaks "iot" in the place of MCP: descriptors name things
 * with properties and methods, states carry values of properties, commands run methods and are not answered.
 * Descriptors come whole or one thing per message, and states may come first: all is merged by name.
 *
 * <p>Each method is a tool {@code iot_<Thing>_<Method>}, each property a tool {@code iot_<Thing>_get_<property>}. Not
 * thread-safe.
 */
final class IotThings {

  /** Where these tools come from, in their {@link ToolSpec}. */
  static final String ORIGIN = "iot";

  /** Things kept of one device. */
  static final int THINGS_MAX = 32;

  private record Tool(String thing, String member, boolean method, ObjectNode schema, ToolSpec spec) {
  }

  private final DeviceLimits limits;
  private final ToolNames names;
  private final DeviceOutput out;
  private final Map<String, ObjectNode> states = new LinkedHashMap<>();
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  IotThings(DeviceLimits limits, ToolNames names, DeviceOutput out) {
    this.limits = limits;
    this.names = names;
    this.out = out;
  }

  /** A whole iot message of the device. */
  void message(String json) {
    Optional<ObjectNode> read = Json.object(json);
    if (read.isEmpty() || !read.get().path("descriptors").isArray() && !read.get().path("states").isArray()) {
      out.noted(DeviceEvent.MALFORMED);
      return;
    }
    read.get().path("descriptors").forEach(this::describe);
    read.get().path("states").forEach(this::update);
  }

  List<ToolSpec> specs() {
    return tools.values().stream().map(Tool::spec).toList();
  }

  boolean has(String safeName) {
    return tools.containsKey(safeName);
  }

  /** Runs a method or reads a property. The device never answers, so the result is there at once. */
  ToolResult call(String safeName, ObjectNode arguments) {
    Tool tool = tools.get(safeName);
    if (!tool.method) {
      return read(tool);
    }
    ObjectNode fitted = ToolArguments.fitted(tool.schema, arguments);
    Optional<String> complaint = ToolArguments.complaint(tool.schema, fitted);
    if (complaint.isPresent()) {
      return ToolResults.failed(complaint.get());
    }
    ObjectNode message = Json.object();
    message.putArray("commands").addObject().put("name", tool.thing).put("method", tool.member)
        .set("parameters", fitted);
    if (!DeviceMcpSession.fitsDownlink(message.toString())) {
      return ToolResults.failed("The arguments are too long for the device.");
    }
    out.send(DeviceChannel.IOT, message.toString());
    return ToolResults.done("The command " + tool.member + " has been sent to " + tool.thing + '.');
  }

  private ToolResult read(Tool tool) {
    JsonNode value = states.containsKey(tool.thing) ? states.get(tool.thing).path(tool.member) : Json.object();
    return value.isValueNode() && !value.isMissingNode()
        ? ToolResults.done(tool.member + " of " + tool.thing + " is " + value.asText() + '.')
        : ToolResults.failed("The device has not yet told " + tool.member + " of " + tool.thing + '.');
  }

  private void describe(JsonNode thing) {
    String name = Json.text(thing, "name");
    if (name.isEmpty()) {
      out.noted(DeviceEvent.TOOL_SKIPPED);
      return;
    }
    String about = Json.text(thing, "description");
    thing.path("properties").fields().forEachRemaining(property -> add(new Tool(name, property.getKey(), false,
        schema(Json.object()), spec(name + "_get_" + property.getKey(), about, property.getValue(),
        schema(Json.object()), ToolEffect.PURE))));
    thing.path("methods").fields().forEachRemaining(method -> {
      ObjectNode schema = schema(method.getValue().path("parameters"));
      add(new Tool(name, method.getKey(), true, schema,
          spec(name + '_' + method.getKey(), about, method.getValue(), schema, ToolEffect.SIDE_EFFECTING)));
    });
  }

  private ToolSpec spec(String name, String about, JsonNode member, ObjectNode schema, ToolEffect effect) {
    List<String> words = new ArrayList<>(List.of(about, Json.text(member, "description")));
    words.removeIf(String::isBlank);
    return new ToolSpec(names.safe("iot_" + name), String.join(": ", words), schema.toString(), effect, ORIGIN);
  }

  /** The firmware takes no optional parameters. */
  private static ObjectNode schema(JsonNode parameters) {
    ObjectNode schema = Json.object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    parameters.fields().forEachRemaining(parameter -> properties.putObject(parameter.getKey())
        .put("type", type(parameter.getValue()))
        .put("description", Json.text(parameter.getValue(), "description")));
    if (!properties.isEmpty()) {
      properties.fieldNames().forEachRemaining(schema.withArray("required")::add);
    }
    return schema;
  }

  private static String type(JsonNode parameter) {
    String type = Json.text(parameter, "type");
    return type.equals("number") || type.equals("boolean") ? type : "string";
  }

  private void add(Tool tool) {
    if (tools.size() >= limits.toolsMax() && !tools.containsKey(tool.spec.name())) {
      out.noted(DeviceEvent.TOOL_SKIPPED);
      return;
    }
    tools.put(tool.spec.name(), tool);
  }

  private void update(JsonNode thing) {
    String name = Json.text(thing, "name");
    boolean keep = !name.isEmpty() && thing.path("state") instanceof ObjectNode
        && (states.containsKey(name) || states.size() < THINGS_MAX);
    if (keep) {
      ObjectNode known = states.computeIfAbsent(name, n -> Json.object());
      thing.path("state").fields().forEachRemaining(value -> {
        if (known.has(value.getKey()) || known.size() < limits.toolsMax()) {
          known.set(value.getKey(), value.getValue());
        }
      });
    } else {
      out.noted(DeviceEvent.MALFORMED);
    }
  }
}
