/** The MCP access point of the xiaozhi world: tools that dial in by WebSocket and then serve as MCP servers. */
package io.xiaozhimesh.plugins.mcp.access;
