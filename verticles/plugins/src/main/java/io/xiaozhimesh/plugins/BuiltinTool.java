package io.xiaozhimesh.plugins;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;

/**
 * A tool that needs no device. Called on the stage's event loop: it must not block, and what takes time completes its
 * future later. One instance serves all sessions.
 */
public interface BuiltinTool {

  /** How a model sees it. Always the same. */
  ToolSpec spec();

  /**
   * Runs it.
   *
   * @param arguments as the schema demands, without nulls
   * @param caller for whom and until when
   * @return the result; a tool that cannot do it says so in a result with {@code failed}, and fails the future only
   *     on a defect
   */
  Future<ToolResult> call(JsonObject arguments, ToolCaller caller);
}
