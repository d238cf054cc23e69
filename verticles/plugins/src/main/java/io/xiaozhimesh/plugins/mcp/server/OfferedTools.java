package io.xiaozhimesh.plugins.mcp.server;

import io.vertx.core.Future;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.List;

/** What we offer. Called on the stage's context. */
public interface OfferedTools {

  /** The tools that this agent may use without a device, in a stable order. */
  Future<List<ToolSpec>> list(String agentId);

  /**
   * Calls one of them.
   *
   * @param session of the client; letters, digits, "_" and "-"
   * @param number of the call in that session
   * @return always ends in a result, within {@code deadlineMs}
   */
  Future<ToolResult> call(String agentId, String session, int number, String name, String argumentsJson, int deadlineMs);
}
