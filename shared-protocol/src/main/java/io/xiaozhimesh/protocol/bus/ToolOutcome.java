package io.xiaozhimesh.protocol.bus;

/** What became of a call of a tool. */
public enum ToolOutcome {
  /** It did what it was asked. */
  DONE,
  /** It did not, or nobody knows. */
  FAILED,
  /** It goes on and will report. */
  LATER,
  /** It was not begun. */
  NOT_RUN
}
