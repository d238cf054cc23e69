package io.xiaozhimesh.ingress.internal;

/**
 * When the events of one turn happened, in the milliseconds of the owner's clock; {@link #NEVER} for what has not.
 *
 * @param speechEndMs the last voiced sample
 * @param endpointMs the decision that the utterance is over
 * @param transcriptMs the final transcript
 * @param firstTokenMs the first token, or the intent
 * @param firstSentenceMs the first sentence
 * @param firstFrameMs the first frame on the wire
 */
public record TurnTimes(long speechEndMs, long endpointMs, long transcriptMs, long firstTokenMs, long firstSentenceMs,
    long firstFrameMs) {

  /** Stands for an event that did not happen. */
  public static final long NEVER = -1;

  /** A turn of which nothing is known. */
  static final TurnTimes NONE = new TurnTimes(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER);

  /** The milliseconds between two of these, or -1 when one of them did not happen. */
  public static int between(long fromMs, long toMs) {
    return fromMs == NEVER || toMs == NEVER ? -1 : (int) Math.max(0, toMs - fromMs);
  }

  TurnTimes endpoint(long nowMs, int endpointDelayMs) {
    return new TurnTimes(nowMs - endpointDelayMs, nowMs, transcriptMs, firstTokenMs, firstSentenceMs, firstFrameMs);
  }

  TurnTimes transcript(long nowMs) {
    return new TurnTimes(speechEndMs, endpointMs, nowMs, firstTokenMs, firstSentenceMs, firstFrameMs);
  }

  TurnTimes firstToken(long nowMs) {
    return firstTokenMs != NEVER ? this
        : new TurnTimes(speechEndMs, endpointMs, transcriptMs, nowMs, firstSentenceMs, firstFrameMs);
  }

  TurnTimes firstSentence(long nowMs) {
    return firstSentenceMs != NEVER ? this
        : new TurnTimes(speechEndMs, endpointMs, transcriptMs, firstTokenMs, nowMs, firstFrameMs);
  }

  TurnTimes firstFrame(long nowMs) {
    return new TurnTimes(speechEndMs, endpointMs, transcriptMs, firstTokenMs, firstSentenceMs, nowMs);
  }
}
