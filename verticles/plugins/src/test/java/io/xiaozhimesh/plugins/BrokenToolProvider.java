package io.xiaozhimesh.plugins;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;

/** A built-in tool with every defect: it throws, it fails, or it never answers. */
public final class BrokenToolProvider implements BuiltinToolProvider, BuiltinTool {

  private static final String SCHEMA = """
      {"type":"object","properties":{"how":{"type":"string","enum":["throw","fail","hang"]}},"required":["how"]}""";

  @Override
  public String name() {
    return "broken";
  }

  @Override
  public BuiltinTool create(OptionsReader section, ToolGround ground) {
    return this;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec("broken", "For tests.", SCHEMA, ToolEffect.PURE, "builtin");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller context) {
    return switch (arguments.getString("how")) {
      case "throw" -> throw new IllegalStateException("thrown");
      case "fail" -> Future.failedFuture("failed");
      default -> Promise.<ToolResult>promise().future();
    };
  }
}
