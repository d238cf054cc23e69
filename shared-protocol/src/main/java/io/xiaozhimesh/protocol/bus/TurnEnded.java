package io.xiaozhimesh.protocol.bus;

import java.util.List;

/**
 * Published by the owner after each turn: one waterfall. Carries times only; the words are on no published
 * address.
 *
 * @param ref whose turn this belongs to
 * @param completed the answer was played to its end or superseded by the speaker
 * @param outcome "played", "interrupted", "aborted", "nothing_heard", "failed" or "closed"
 * @param endpointMs last voiced sample to endpoint decision; -1 where it did not happen, as below
 * @param asrFinalMs endpoint to final transcript
 * @param firstTokenMs transcript to the first token or intent
 * @param firstSentenceMs first token to first sentence
 * @param firstAudioMs first sentence to first frame from tts
 * @param firstFrameMs first frame from tts to the socket
 * @param frames sent to the device
 * @param lateFrames sent more than 5 ms after their due time
 * @param source who answered
 * @param tools names of the tools that ran
 */
@WireType(81)
public record TurnEnded(
    TurnRef ref,
    boolean completed,
    String outcome,
    int endpointMs,
    int asrFinalMs,
    int firstTokenMs,
    int firstSentenceMs,
    int firstAudioMs,
    int firstFrameMs,
    int frames,
    int lateFrames,
    String source,
    List<String> tools)
    implements ControlMessage {

  public TurnEnded {
    Checks.present(ref, "ref");
    Checks.present(outcome, "outcome");
    Checks.present(source, "source");
    Checks.present(tools, "tools");
    tools = List.copyOf(tools);
  }
}
