package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.List;

/**
 * What a language model is asked.
 *
 * @param model which model: the service's own name or one of {@code dialogue.models}; "" for the configured one
 * @param messages the conversation, oldest first, the prompt before all
 * @param tools which it may call
 * @param providers names of the models to ask, in order; empty for the configured chain
 */
public record ModelRequest(
    String model, List<ChatMessage> messages, List<ToolSpec> tools, List<String> providers) {

  public ModelRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    providers = List.copyOf(providers);
  }

  /** To the configured chain. */
  public ModelRequest(String model, List<ChatMessage> messages, List<ToolSpec> tools) {
    this(model, messages, tools, List.of());
  }
}
