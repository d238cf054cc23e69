package io.xiaozhimesh.protocol.bus;

/** What was decided about a call of a tool. */
public enum ToolDecision {
  /** The policy let it run. */
  ALLOWED,
  /** The person was asked; it has not run. */
  ASKED,
  /** The person said yes. */
  CONFIRMED,
  /** The person said no, or something else. */
  DECLINED,
  /** The policy did not let it run. */
  DENIED
}
