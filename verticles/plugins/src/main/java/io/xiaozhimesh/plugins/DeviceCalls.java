package io.xiaozhimesh.plugins;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;

/** The tools of connected devices, for built-in tools that work through them. On the stage's context. */
@FunctionalInterface
public interface DeviceCalls {

  /**
   * Calls a tool of the caller's device; never fails.
   *
   * @param tool its name as in its ToolSpec
   * @param arguments of the call
   * @param caller for whom and until when
   * @return what the device answered; failed with a sentence when it has no such tool or is not connected here
   */
  Future<ToolResult> call(String tool, JsonObject arguments, ToolCaller caller);
}
