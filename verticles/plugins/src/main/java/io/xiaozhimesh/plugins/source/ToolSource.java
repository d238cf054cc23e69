package io.xiaozhimesh.plugins.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.List;
import java.util.Optional;

/**
 * A place where tools come from. The stage asks its sources in a fixed order; where two know a tool of the same name, the
 * earlier one has it and the later one's is neither listed nor called.
 *
 * <p>Everything here is called on the context on which the source was started, and must not block it.
 */
public interface ToolSource {

  /** What stands behind these tools; always the same. */
  ToolSourceKind kind();

  /**
   * Begins; a failure fails the start of the stage.
   *
   * @param vertx the stage's
   * @param context the stage's own; all further calls come on it
   */
  default Future<Void> start(Vertx vertx, Context context) {
    return Future.succeededFuture();
  }

  /** Releases whatever {@link #start} acquired. Called once, also when {@code start} has failed. */
  default Future<Void> stop() {
    return Future.succeededFuture();
  }

  /**
   * What this session can use, in a stable order, each name once. The source may wait for a bounded time of its own;
   * it never fails and gives what it has by then.
   *
   * @param sessionId one device connection, which this node need not know
   */
  Future<List<ToolSpec>> specs(String sessionId);

  /**
   * The tool of this name if it is this source's, at once and without waiting. A tool that is out of service is found
   * as long as nobody else shall have its name; calling it then answers with a sentence that says so.
   */
  Optional<ToolSpec> find(String sessionId, String name);

  /**
   * Calls a tool that was found a moment before.
   *
   * @param arguments fitted to the schema of the tool that was found, and checked against it; without nulls
   * @return always ends in a result, within {@code caller.deadlineMs()}; what went wrong is a result with
   *     {@code failed} and a sentence that can be spoken
   */
  Future<ToolResult> call(String name, ObjectNode arguments, ToolCaller caller);
}
