package io.xiaozhimesh.plugins.mcp.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xiaozhimesh.protocol.bus.ToolEffect;

/**
 * A tool of an MCP server.
 *
 * @param name as the server knows it
 * @param description for the model
 * @param schema of its arguments: an object with {@code type} and {@code properties}; nobody changes it
 * @param effect what the server's annotations promise; without any, a side effect
 */
public record ServerTool(String name, String description, ObjectNode schema, ToolEffect effect) {
}
