package io.xiaozhimesh.protocol.bus;

/** A moment in the making of an answer. */
public enum AnswerMilestone {
  /** The first token of the model, or the intent, is known. */
  FIRST_TOKEN,
  /** A tool was called. */
  TOOL_STARTED,
  /** A tool has answered. */
  TOOL_ENDED
}
