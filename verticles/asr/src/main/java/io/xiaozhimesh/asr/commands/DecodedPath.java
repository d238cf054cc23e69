package io.xiaozhimesh.asr.commands;

import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.linguist.HMMSearchState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How one hypothesis explains an utterance, frame by frame of 10 ms.
 *
 * @param words what it says, without silences
 * @param frames in order
 */
record DecodedPath(String words, List<Frame> frames) {

  /** One unit of sphinx4's scores, which are logarithms to the base 1.0001. */
  private static final double NAT = Math.log(1.0001);

  /**
   * One frame.
   *
   * @param score how well it is explained, in nats
   * @param speech whether the hypothesis holds it for speech, not silence or noise
   */
  record Frame(double score, boolean speech) {
  }

  /** Follows a hypothesis back to its beginning. */
  static DecodedPath of(Token last) {
    List<Frame> frames = new ArrayList<>();
    for (Token token = last; token != null; token = token.getPredecessor()) {
      if (token.isEmitting()) {
        frames.add(new Frame(token.getAcousticScore() * NAT, isSpeech(token)));
      }
    }
    Collections.reverse(frames);
    return new DecodedPath(last.getWordPathNoFiller().trim(), frames);
  }

  private static boolean isSpeech(Token token) {
    return token.getSearchState() instanceof HMMSearchState state
        && !state.getHMMState().getHMM().getBaseUnit().isFiller();
  }
}
