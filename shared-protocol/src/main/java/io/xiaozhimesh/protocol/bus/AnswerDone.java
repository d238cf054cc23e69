package io.xiaozhimesh.protocol.bus;

/**
 * The answer is complete; no sentence follows. From dialogue to the owner.
 *
 * @param ref whose turn this belongs to
 * @param sentences how many were sent
 * @param endSession say goodbye and close after playing
 * @param source who answered: an intent, a model, "help"
 */
@WireType(33)
public record AnswerDone(TurnRef ref, int sentences, boolean endSession, String source) implements ControlMessage {

  public AnswerDone {
    Checks.present(ref, "ref");
    Checks.present(source, "source");
    Checks.notNegative(sentences, "sentences");
  }
}
