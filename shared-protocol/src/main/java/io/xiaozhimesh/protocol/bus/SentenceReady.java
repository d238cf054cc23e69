package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * A piece of the answer, ready to be spoken or played. From dialogue to the owner, in order.
 *
 * @param ref whose turn this belongs to
 * @param index counts from 0 within the answer
 * @param text clean of Markdown and emoji; shown and spoken; of a sound its title, shown only
 * @param language BCP 47 tag of this sentence
 * @param voice the agent's voice, or "" for the default
 * @param emotion one of the 21 names, or "" for no change
 * @param audio the reference of a sound that is played instead of the text, see {@link AudioCue}; "" to speak
 */
@WireType(32)
public record SentenceReady(
    TurnRef ref,
    int index,
    String text,
    String language,
    String voice,
    String emotion,
    @MayBeMissing String audio)
    implements ControlMessage {

  public SentenceReady {
    Checks.present(ref, "ref");
    Checks.present(text, "text");
    Checks.present(language, "language");
    Checks.present(voice, "voice");
    Checks.present(emotion, "emotion");
    Checks.notNegative(index, "index");
    Checks.text(text, "text", Limits.SENTENCE_CHARS_MAX);
    Checks.that(!text.isBlank(), "text must not be blank");
    Checks.text(audio, "audio", Limits.AUDIO_REFERENCE_CHARS_MAX);
  }

  /** A piece to be spoken. */
  public SentenceReady(TurnRef ref, int index, String text, String language, String voice, String emotion) {
    this(ref, index, text, language, voice, emotion, "");
  }
}
