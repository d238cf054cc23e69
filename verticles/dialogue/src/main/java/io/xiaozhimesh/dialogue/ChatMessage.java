package io.xiaozhimesh.dialogue;

import java.util.List;

/**
 * One message of a conversation with a language model.
 *
 * @param author who says it
 * @param text may be "" beside tool calls
 * @param calls what the assistant wanted to be run
 * @param callId for a tool's message: which call it answers; else ""
 */
public record ChatMessage(Author author, String text, List<ToolRequest> calls, String callId) {

  /** Who says it. */
  public enum Author {
    /** The prompt. */
    SYSTEM,
    /** The person. */
    USER,
    /** The model. */
    ASSISTANT,
    /** A tool. */
    TOOL
  }

  public ChatMessage {
    calls = List.copyOf(calls);
  }

  /** A message of prompt, person or model. */
  public static ChatMessage of(Author author, String text) {
    return new ChatMessage(author, text, List.of(), "");
  }

  /** What a tool answered. */
  public static ChatMessage ofTool(String callId, String text) {
    return new ChatMessage(Author.TOOL, text, List.of(), callId);
  }
}
