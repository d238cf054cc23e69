package io.xiaozhimesh.ingress.internal;

import java.util.Set;

/**
 * The times and words by which a session is conducted.
 *
 * @param helloDeadlineMs a socket without hello is closed after so long
 * @param idleTimeoutMs a session without voice or answer ends after so long; the device itself gives up at 120 s
 * @param recogniseDeadlineMs from the end of an utterance to its transcript
 * @param answerDeadlineMs from the transcript to the first sentence, and from one sentence to the next
 * @param greeting whether a wake word is answered by the agent's greeting
 * @param farewell whether the agent says goodbye before an idle session is closed
 * @param wakeWords wake words without punctuation, in lower case
 */
public record TurnRules(long helloDeadlineMs, long idleTimeoutMs, long recogniseDeadlineMs, long answerDeadlineMs,
    boolean greeting, boolean farewell, Set<String> wakeWords) {

  /** Whether the text is one of the wake words, whatever its case and punctuation. */
  boolean isWakeWord(String text) {
    return wakeWords.contains(text.toLowerCase(java.util.Locale.ROOT).replaceAll("[\\p{P}\\p{S}\\s]+", " ").strip());
  }
}
