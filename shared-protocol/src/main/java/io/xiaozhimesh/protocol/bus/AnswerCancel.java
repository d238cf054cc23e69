package io.xiaozhimesh.protocol.bus;

/**
 * The answer is not wanted any more.
 *
 * @param ref whose turn this belongs to
 */
@WireType(35)
public record AnswerCancel(TurnRef ref) implements SystemMessage {

  public AnswerCancel {
    Checks.present(ref, "ref");
  }
}
