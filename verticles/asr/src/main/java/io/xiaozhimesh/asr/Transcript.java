package io.xiaozhimesh.asr;

/**
 * What an engine understood of one utterance.
 *
 * @param text the words, or "" when nothing was understood
 * @param language BCP 47 tag, or "" for unknown
 * @param emotion the speaker's, one of the 21 names of the device protocol, or "" for unknown
 * @param engine which recogniser it was
 */
public record Transcript(String text, String language, String emotion, String engine) {

  /** Nothing was understood. */
  public static Transcript nothing(String engine) {
    return new Transcript("", "", "", engine);
  }
}
