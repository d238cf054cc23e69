package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Published on the tools address: whoever stands behind {@code inbox} runs these tools for any session, asked by
 * {@link ToolCall}. Said again every few seconds; a later offer of the same inbox replaces the earlier, an empty one
 * withdraws it, and one that is not repeated lapses.
 *
 * @param inbox where calls go
 * @param tools what is offered; none to withdraw
 */
@WireType(58)
public record ToolsOffered(String inbox, List<ToolSpec> tools) implements ControlMessage {

  public ToolsOffered {
    Checks.present(inbox, "inbox");
    Checks.present(tools, "tools");
    tools = List.copyOf(tools);
  }
}
