package io.xiaozhimesh.plugins.source;

import java.util.Locale;

/** What stands behind a tool. A closed set: it becomes a metric's tag and is matched by the policy. */
public enum ToolSourceKind {
  /** Code of this stage. */
  BUILTIN,
  /** A Java plugin that comes and goes. */
  PLUGIN,
  /** The device of the session. */
  DEVICE,
  /** A worker that offers tools on the bus. */
  REMOTE,
  /** An MCP server. */
  MCP;

  /** As it is written in tags and in the configuration. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
