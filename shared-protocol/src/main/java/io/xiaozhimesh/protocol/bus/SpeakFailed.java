package io.xiaozhimesh.protocol.bus;

/**
 * A sentence could not be spoken, or not to its end; later sentences are still tried. From tts to the owner.
 *
 * @param ref whose turn this belongs to
 * @param index which sentence
 * @param error why
 * @param message for the log; no spoken text
 */
@WireType(46)
public record SpeakFailed(TurnRef ref, int index, MeshError error, String message) implements ControlMessage {

  public SpeakFailed {
    Checks.present(ref, "ref");
    Checks.present(error, "error");
    Checks.present(message, "message");
    Checks.notNegative(index, "index");
  }
}
