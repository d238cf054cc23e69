package io.xiaozhimesh.plugins;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.List;

/**
 * A tool that the mesh itself offers. Called on the stage's event loop: it must not block, and what takes time completes
 * its future later. One instance serves all sessions.
 */
public interface BuiltinTool {

  /** How a model sees it. Always the same. */
  ToolSpec spec();

  /** What calls it without a language model, in every language; read once. */
  default List<ToolPhrase> phrases() {
    return List.of();
  }

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
