package io.xiaozhimesh.plugin.api;

/** What running a tool twice would do. */
public enum ToolEffect {
  /** Nothing but an answer. */
  PURE,
  /** The same as once. */
  IDEMPOTENT,
  /** More than once would: the mesh never repeats such a call by itself. */
  SIDE_EFFECTING
}
