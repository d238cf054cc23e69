package io.xiaozhimesh.protocol.bus;

/**
 * Published on the tools address by a plugins stage that has just started: everybody who has tools answers with
 * ToolsOffered.
 *
 * @param by who asks; for the log
 */
@WireType(59)
public record ToolsWanted(String by) implements ControlMessage {

  public ToolsWanted {
    Checks.present(by, "by");
  }
}
