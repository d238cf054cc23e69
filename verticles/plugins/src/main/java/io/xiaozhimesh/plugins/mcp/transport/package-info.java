/** The ways to an MCP server: a child process, streamable HTTP, HTTP with a separate event stream, a WebSocket. */
package io.xiaozhimesh.plugins.mcp.transport;
