/** The MCP server that the benchmark "mcp" shares between its sessions, as a program of its own. */
package io.xiaozhimesh.bench.load.mcp;
