package io.xiaozhimesh.protocol.bus;

/**
 * An agent, as others may choose it.
 *
 * @param agentId as in DeviceProfile
 * @param name how it calls itself
 */
public record AgentCard(String agentId, String name) {

  public AgentCard {
    Checks.present(agentId, "agentId");
    Checks.present(name, "name");
  }
}
