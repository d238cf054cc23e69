package io.xiaozhimesh.dialogue;

import java.util.List;

/** How a service writes its stream. */
public interface Wire {

  /** The event, or the events, of some text in the middle of an answer. */
  String text(String delta);

  /** An error that the service reports in the middle of an answer. */
  String error();

  /** A whole answer, from its first event to its last. */
  String answer(List<String> deltas, List<ToolRequest> calls);
}
