package io.xiaozhimesh.asr.commands;

/**
 * What became of an utterance.
 *
 * @param phrase the declared phrase that it was, or ""
 * @param reason why: a closed set for counting
 */
record Verdict(String phrase, Reason reason) {

  /** Why an utterance was taken for a phrase or not. */
  enum Reason {
    /** It was the phrase. */
    ACCEPTED,
    /** Nothing to listen for has been declared yet. */
    NO_PHRASES,
    /** No phrase reached the end of the audio. */
    NO_MATCH,
    /** Phones in any order explained it better than any phrase. */
    OUT_OF_GRAMMAR,
    /** The best phrase explained the speech too badly. */
    WEAK_EVIDENCE,
    /** The best phrase would have been spoken slower than anybody speaks. */
    TOO_SLOW,
    /** The best phrase would have been spoken faster than anybody speaks. */
    TOO_FAST
  }

  static Verdict refused(Reason reason) {
    return new Verdict("", reason);
  }
}
