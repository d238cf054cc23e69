package io.xiaozhimesh.protocol.bus;

/**
 * The answer broke off. What was sent before stays valid. From dialogue to the owner.
 *
 * @param ref whose turn this belongs to
 * @param error why
 * @param message for the log; no spoken text
 */
@WireType(34)
public record AnswerFailed(TurnRef ref, MeshError error, String message) implements ControlMessage {

  public AnswerFailed {
    Checks.present(ref, "ref");
    Checks.present(error, "error");
    Checks.present(message, "message");
  }
}
