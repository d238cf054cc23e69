package io.xiaozhimesh.protocol.bus;

/**
 * Request to the dialogue: which agents are there? Answered with AgentsListed.
 *
 * @param by who asks; for the log
 */
@WireType(104)
public record AgentsWanted(String by) implements ControlMessage {

  public AgentsWanted {
    Checks.present(by, "by");
  }
}
