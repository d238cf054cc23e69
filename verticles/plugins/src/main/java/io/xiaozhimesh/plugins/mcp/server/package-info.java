/** The mesh as MCP server: its tools for other people's models, by streamable HTTP. */
package io.xiaozhimesh.plugins.mcp.server;
