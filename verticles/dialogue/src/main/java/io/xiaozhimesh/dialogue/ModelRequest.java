package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.resilience.Priority;
import java.util.List;

/**
 * What a language model is asked.
 *
 * @param model which model: the service's own name or one of {@code dialogue.models}; "" for the configured one
 * @param messages the conversation, oldest first, the prompt before all
 * @param tools which it may call
 * @param providers names of the models to ask, in order; empty for the configured chain
 * @param priority whether somebody waits for the answer
 */
public record ModelRequest(
    String model, List<ChatMessage> messages, List<ToolSpec> tools, List<String> providers, Priority priority) {

  public ModelRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    providers = List.copyOf(providers);
  }

  /** To the configured chain, for somebody who waits. */
  public ModelRequest(String model, List<ChatMessage> messages, List<ToolSpec> tools) {
    this(model, messages, tools, List.of(), Priority.INTERACTIVE);
  }

  /** The same for one provider. */
  ModelRequest to(String itsModel) {
    return new ModelRequest(itsModel, messages, tools, List.of(), priority);
  }
}
