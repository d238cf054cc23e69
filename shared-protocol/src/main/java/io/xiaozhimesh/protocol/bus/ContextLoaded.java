package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Answer to ContextWanted, oldest first.
 *
 * @param exchanges oldest first
 */
@WireType(65)
public record ContextLoaded(List<Exchange> exchanges) implements ControlMessage {

  public ContextLoaded {
    Checks.present(exchanges, "exchanges");
    exchanges = List.copyOf(exchanges);
  }
}
