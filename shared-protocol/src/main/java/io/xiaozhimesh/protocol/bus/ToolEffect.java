package io.xiaozhimesh.protocol.bus;

/** What running a tool twice would do. */
public enum ToolEffect {
  /** Nothing but an answer. */
  PURE,
  /** The same as once. */
  IDEMPOTENT,
  /** More than once would: never repeated without its idempotency key. */
  SIDE_EFFECTING
}
