package io.xiaozhimesh.plugins.mcp.client;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * What one MCP server is held to.
 *
 * @param callTimeoutMs a call that was not answered after so long has failed, whatever its caller would allow
 * @param callsMax calls that it works on at once
 * @param queueMax calls that wait for one of them to end, or for a server that is being begun again
 * @param toolsMax tools offered of it; the rest is left out
 * @param pagesMax pages of tools that are asked for
 * @param schemaCharsMax longest schema of a tool's arguments; a tool with a longer one is left out
 * @param frameBytesMax largest message of it; a larger one is skipped, and the call that it answers fails
 * @param strayPerSecondMax messages without being asked, and lines that are none, in a second; a server that sends more
 *     is ended
 * @param pingMs after so much silence it is asked whether it lives
 * @param pingTimeoutMs how long it may take to say so
 */
public record McpLimits(int callTimeoutMs, int callsMax, int queueMax, int toolsMax, int pagesMax, int schemaCharsMax,
    int frameBytesMax, int strayPerSecondMax, int pingMs, int pingTimeoutMs) {

  /** Reads the section {@code limits} of {@code plugins.mcp}; a missing key has its default. */
  public static McpLimits from(OptionsReader reader) {
    return new McpLimits(
        reader.integer("callTimeoutMs", 30_000, 100, 3_600_000),
        reader.integer("callsMax", 64, 1, 10_000),
        reader.integer("queueMax", 256, 0, 100_000),
        reader.integer("toolsMax", 128, 1, 1_000),
        reader.integer("pagesMax", 32, 1, 1_000),
        reader.integer("schemaCharsMax", 16_384, 256, 1 << 20),
        reader.integer("frameBytesMax", 2 << 20, 1_024, 64 << 20),
        reader.integer("strayPerSecondMax", 500, 10, 1_000_000),
        reader.integer("pingMs", 30_000, 100, 3_600_000),
        reader.integer("pingTimeoutMs", 5_000, 50, 600_000));
  }
}
