package io.xiaozhimesh.protocol.bus;

/**
 * The answer is not to be spoken any more; no frame follows.
 *
 * @param ref whose turn this belongs to
 */
@WireType(43)
public record SpeakCancel(TurnRef ref) implements SystemMessage {

  public SpeakCancel {
    Checks.present(ref, "ref");
  }
}
