/**
 * The mesh as client of one MCP server: handshake, tools, calls, health, over any {@link
 * io.xiaozhimesh.plugins.mcp.client.McpTransport}; and a server that is shared by all sessions and supervised.
 */
package io.xiaozhimesh.plugins.mcp.client;
