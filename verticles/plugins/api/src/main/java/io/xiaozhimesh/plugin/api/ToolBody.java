package io.xiaozhimesh.plugin.api;

import java.util.concurrent.CompletionStage;

/** What a tool does when it is called. Several calls may run at the same time. */
@FunctionalInterface
public interface ToolBody {

  /**
   * Does it. May block or complete later, on any thread, within {@link ToolCall#deadlineMs}.
   *
   * @return the answer; fails, or throws, when it could not be done
   * @throws Exception anything: the caller is told that the tool has failed
   */
  CompletionStage<ToolAnswer> run(ToolCall call) throws Exception;
}
