package io.xiaozhimesh.bench.conformance.mcp;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;

/**
 * Tools that the conformance suite wants to find in a server (names, schemas and words as its scenarios
 * "tools-call-simple-text", "tools-call-error" and "json-schema-2020-12" demand them), as built-in tools of the mesh.
 */
final class SuiteTools {

  static final List<String> NAMES = List.of("test_simple_text", "test_error_handling", "json_schema_2020_12_tool");

  private SuiteTools() {
  }

  private record Scripted(ToolSpec spec, ToolResult answer) implements BuiltinTool {

    @Override
    public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
      return Future.succeededFuture(answer);
    }
  }

  private static BuiltinTool tool(String name, String schema, String text, boolean failed) {
    return new Scripted(new ToolSpec(name, "For the conformance suite.", schema, ToolEffect.PURE, "builtin"),
        new ToolResult(ToolResultKind.THINK, text, failed));
  }

  /** Answers a text. */
  public static final class SimpleText implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAMES.get(0);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return tool(name(), "{\"type\":\"object\"}", "This is a simple text response for testing.", false);
    }
  }

  /** Fails. */
  public static final class ErrorHandling implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAMES.get(1);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return tool(name(), "{\"type\":\"object\"}", "This tool intentionally returns an error for testing", true);
    }
  }

  /** Has a schema with references. */
  public static final class Schema implements BuiltinToolProvider {

    private static final String TEXT = """
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
         "$defs": {"address": {"type": "object",
           "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
         "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"}},
         "additionalProperties": false}""";

    @Override
    public String name() {
      return NAMES.get(2);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return tool(name(), TEXT, "Done.", false);
    }
  }
}
