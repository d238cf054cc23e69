package io.xiaozhimesh.plugins.mcp.wire;

import java.util.List;

/** The revisions of MCP that we speak; each is named by its date. Those after the newest here have no sessions. */
public final class McpVersions {

  /** What we ask for. */
  public static final String NEWEST = "2025-11-25";

  /** What a peer that names none speaks over HTTP (MCP 2025-06-18, "Protocol Version Header"). */
  public static final String UNNAMED = "2025-03-26";

  private static final List<String> ALL = List.of("2024-11-05", "2025-03-26", "2025-06-18", NEWEST);

  private McpVersions() {
  }

  /** Whether we speak it. */
  public static boolean speaks(String version) {
    return ALL.contains(version);
  }
}
