package io.xiaozhimesh.protocol.bus;

/** What ended an utterance. */
public enum UtteranceEndReason {
  /** Enough trailing silence. */
  SILENCE,
  /** The speaker released the button. */
  FLUSH,
  /** The longest utterance was reached; recognised as it is. */
  MAX_LENGTH,
  /** Less than the shortest utterance: dropped, no transcript follows. */
  TOO_SHORT,
  /** Flushed without any speech: no transcript follows. */
  NO_SPEECH,
  /** The recogniser refused it: no transcript follows. */
  FAILED
}
