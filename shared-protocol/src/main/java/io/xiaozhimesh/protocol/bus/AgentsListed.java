package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Answer to AgentsWanted.
 *
 * @param agents by id
 */
@WireType(105)
public record AgentsListed(List<AgentCard> agents) implements ControlMessage {

  public AgentsListed {
    Checks.present(agents, "agents");
    agents = List.copyOf(agents);
  }
}
