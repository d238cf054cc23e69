/** What MCP peers write and how it is framed: JSON-RPC 2.0, lines, server-sent events. Pure: no Vert.x, no time. */
package io.xiaozhimesh.plugins.mcp.wire;
