package io.xiaozhimesh.protocol.bus;

/**
 * Answer to ListenOpen.
 *
 * @param ref whose turn this belongs to
 * @param creditMs milliseconds of audio that may be sent before the next ListenCredit
 * @param leaseTtlMs the worker frees the stream after so long without a message
 */
@WireType(11)
public record ListenOpened(TurnRef ref, int creditMs, int leaseTtlMs) implements ControlMessage {

  public ListenOpened {
    Checks.present(ref, "ref");
    Checks.positive(creditMs, "creditMs");
    Checks.positive(leaseTtlMs, "leaseTtlMs");
  }
}
