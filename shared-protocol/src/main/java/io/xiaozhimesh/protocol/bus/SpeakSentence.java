package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;

/**
 * A sentence to be spoken, or a sound to be played, after those before it. From the owner to tts.
 *
 * @param ref whose turn this belongs to
 * @param index counts from 0 within the answer
 * @param text what to say; of a sound its title
 * @param language BCP 47 tag
 * @param voice a voice name, or "" for the default
 * @param skipFrames frames of its beginning that the owner has from an earlier worker and that are not sent again
 * @param audio the reference of a sound that is played instead of the text, see {@link AudioCue}; "" to speak
 */
@WireType(41)
public record SpeakSentence(
    TurnRef ref,
    int index,
    String text,
    String language,
    String voice,
    int skipFrames,
    @MayBeMissing String audio)
    implements ControlMessage {

  public SpeakSentence {
    Checks.present(ref, "ref");
    Checks.present(text, "text");
    Checks.present(language, "language");
    Checks.present(voice, "voice");
    Checks.notNegative(index, "index");
    Checks.text(text, "text", Limits.SENTENCE_CHARS_MAX);
    Checks.notNegative(skipFrames, "skipFrames");
    Checks.text(audio, "audio", Limits.AUDIO_REFERENCE_CHARS_MAX);
  }

  /** A sentence to be spoken. */
  public SpeakSentence(TurnRef ref, int index, String text, String language, String voice, int skipFrames) {
    this(ref, index, text, language, voice, skipFrames, "");
  }

  /** The same sentence for another worker, under a higher epoch, without what the owner has of it. */
  public SpeakSentence again(TurnRef later, int framesReceived) {
    return new SpeakSentence(later, index, text, language, voice, framesReceived, audio);
  }
}
