package io.xiaozhimesh.protocol.bus;

/**
 * Request to the plugins stage: which tools can this session use? Answered with ToolListed.
 *
 * @param sessionId one device connection
 * @param agentId whose allow-list applies, or ""
 */
@WireType(54)
public record ToolListWanted(String sessionId, String agentId) implements ControlMessage {

  public ToolListWanted {
    Checks.present(sessionId, "sessionId");
    Checks.present(agentId, "agentId");
  }
}
