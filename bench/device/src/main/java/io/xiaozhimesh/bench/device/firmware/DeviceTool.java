package io.xiaozhimesh.bench.device.firmware;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * Something that a device can do when asked.
 *
 * @param name with dots, for example "self.screen.set_brightness"
 * @param description for the language model
 * @param arguments what it takes
 * @param userOnly not for language models; listed on demand only
 * @param body does it; the result is a Boolean, an Integer, a String or a JsonObject; an IllegalArgumentException is the
 *     error that the caller reads
 */
public record DeviceTool(
    String name,
    String description,
    List<ToolArgument> arguments,
    boolean userOnly,
    Function<JsonObject, Object> body) {

  public DeviceTool {
    arguments = List.copyOf(arguments);
  }

  JsonObject descriptor() {
    JsonObject properties = new JsonObject();
    JsonArray required = new JsonArray();
    for (ToolArgument argument : arguments) {
      properties.put(argument.name(), argument.schema());
      if (argument.otherwise() == null) {
        required.add(argument.name());
      }
    }
    JsonObject schema = new JsonObject().put("type", "object").put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    JsonObject descriptor =
        new JsonObject().put("name", name).put("description", description).put("inputSchema", schema);
    return userOnly
        ? descriptor.put("annotations", new JsonObject().put("audience", new JsonArray().add("user")))
        : descriptor;
  }

  JsonObject call(JsonObject given) {
    JsonObject read = new JsonObject();
    arguments.forEach(argument -> read.put(argument.name(), argument.read(given)));
    Object result = body.apply(read);
    String text = result instanceof JsonObject json ? json.encode() : String.valueOf(result);
    JsonArray content = new JsonArray().add(new JsonObject().put("type", "text").put("text", text));
    return new JsonObject().put("content", content).put("isError", false);
  }
}
