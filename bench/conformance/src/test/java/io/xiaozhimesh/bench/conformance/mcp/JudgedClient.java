package io.xiaozhimesh.bench.conformance.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;

/**
 * The mesh as client, a program of its own that the suite runs against each of its servers: connects, lists, and calls
 * every tool with arguments that fit its schema. Knows no scenario.
 */
public final class JudgedClient {

  private JudgedClient() {
  }

  /** The last argument is the server's URL. */
  public static void main(String[] args) throws Exception {
    JsonObject server = new JsonObject().put("transport", "http").put("url", args[args.length - 1]);
    JsonObject mcp = new JsonObject().put("servers", new JsonObject().put("suite", server));
    try (BareStage stage = new BareStage(mcp)) {
      stage.until(() -> stage.counted("mesh.plugins.mcp.server.ready") > 0);
      for (ToolSpec tool : stage.tools()) {
        if (tool.origin().equals("mcp:suite")) {
          ToolResult result = stage.call(tool.name(), arguments(tool.inputSchemaJson()));
          System.out.println(tool.name() + ": " + result.text());
        }
      }
    }
    System.exit(0);
  }

  private static String arguments(String schema) throws Exception {
    JsonObject arguments = new JsonObject();
    for (var property : new ObjectMapper().readTree(schema).path("properties").properties()) {
      JsonNode type = property.getValue().path("type");
      arguments.put(property.getKey(), type.asText().equals("string") ? "text" : (Object) 5);
    }
    return arguments.encode();
  }
}
