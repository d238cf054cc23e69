package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.dialogue.internal.Scripts;

/**
 * What somebody said or typed, made comparable.
 *
 * @param words lower-case words without punctuation, numbers in words (English), or characters without blanks
 *     (Mandarin)
 * @param said what it was, with case, figures and punctuation
 * @param chinese answer in Mandarin, else in English
 * @param tolerant keywords are enough; false where a language model stands behind and only certain matches count
 * @param around what else may be known
 */
public record Utterance(String words, String said, boolean chinese, boolean tolerant, Surroundings around) {

  /**
   * From the raw text.
   *
   * @param agentLanguage BCP 47 tag: the language of the answer when the text itself is not Chinese
   */
  public static Utterance of(String text, String agentLanguage, boolean tolerant, Surroundings around) {
    boolean chinese = Scripts.hasHan(text) || agentLanguage.startsWith("zh");
    return new Utterance(NormalText.of(text), text, chinese, tolerant, around);
  }

  /** One of two texts, by language. */
  public String either(String english, String mandarin) {
    return chinese ? mandarin : english;
  }
}
