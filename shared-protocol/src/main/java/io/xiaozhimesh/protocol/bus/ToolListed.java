package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Answer to ToolListWanted.
 *
 * @param tools in a stable order
 */
@WireType(55)
public record ToolListed(List<ToolSpec> tools) implements ControlMessage {

  public ToolListed {
    Checks.present(tools, "tools");
    tools = List.copyOf(tools);
  }
}
