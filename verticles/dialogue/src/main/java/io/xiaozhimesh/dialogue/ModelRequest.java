package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.List;

/**
 * What a language model is asked.
 *
 * @param model which model, or "" for the configured one
 * @param messages the conversation, oldest first, the prompt before all
 * @param tools which it may call
 */
public record ModelRequest(String model, List<ChatMessage> messages, List<ToolSpec> tools) {

  public ModelRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }
}
