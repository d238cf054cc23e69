package io.xiaozhimesh.dialogue;

/**
 * A model wants a tool to be run.
 *
 * @param id by which the model knows the call
 * @param name of the tool
 * @param argumentsJson as the model wrote it: should be a JSON object, need not be
 */
public record ToolRequest(String id, String name, String argumentsJson) {
}
