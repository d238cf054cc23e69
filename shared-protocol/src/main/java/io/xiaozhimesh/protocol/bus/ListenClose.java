package io.xiaozhimesh.protocol.bus;

/**
 * Ends a listening stream; audio not yet recognised is dropped.
 *
 * @param ref whose turn this belongs to
 */
@WireType(14)
public record ListenClose(TurnRef ref) implements SystemMessage {

  public ListenClose {
    Checks.present(ref, "ref");
  }
}
