package io.xiaozhimesh.protocol.bus;

/**
 * All frames of a sentence have been sent. From tts to the owner, after the last frame.
 *
 * @param ref whose turn this belongs to
 * @param index which sentence
 * @param frames how many frames of it were sent, skipped ones not counted; 0 if there was nothing to say
 * @param engine who spoke
 */
@WireType(45)
public record SentenceSpoken(TurnRef ref, int index, int frames, String engine) implements ControlMessage {

  public SentenceSpoken {
    Checks.present(ref, "ref");
    Checks.present(engine, "engine");
    Checks.notNegative(index, "index");
    Checks.notNegative(frames, "frames");
  }
}
