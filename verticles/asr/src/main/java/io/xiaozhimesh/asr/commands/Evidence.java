package io.xiaozhimesh.asr.commands;

import io.xiaozhimesh.asr.commands.DecodedPath.Frame;
import java.util.List;

/**
 * Whether an utterance really was the phrase that fits it best. Asks two things: do the words explain the speech about
 * as well as phones in any order do, and were they spoken at a human pace? Pure.
 *
 * <p>The first is the mean of log P(frame | words) - log P(frame | phones) over all frames that either side holds for
 * speech. Silence is left out: it fits both, and enough of it would hide any bad word.
 */
final class Evidence {

  /** Slowest speech: 300 ms per letter stands far beyond drawling and well before noise that fits one sound. */
  static final int FRAMES_PER_LETTER_MAX = 30;

  /** Fastest speech: 25 letters a second; a click of 80 ms is no word. */
  static final int FRAMES_PER_LETTER_MIN = 4;

  private Evidence() {
  }

  /** The mean difference in nats per frame of speech; 0 without speech. Near 0 is good, -5 is another sentence. */
  static double perFrame(List<Frame> words, List<Frame> phones) {
    double sum = 0;
    int speech = 0;
    for (int i = 0; i < Math.min(words.size(), phones.size()); i++) {
      if (words.get(i).speech() || phones.get(i).speech()) {
        sum += words.get(i).score() - phones.get(i).score();
        speech++;
      }
    }
    return speech == 0 ? 0 : sum / speech;
  }

  /** Whether nobody speaks that slowly. */
  static boolean tooSlow(DecodedPath words) {
    return speech(words) > letters(words) * FRAMES_PER_LETTER_MAX;
  }

  /** Whether nobody speaks that fast. */
  static boolean tooFast(DecodedPath words) {
    return speech(words) < letters(words) * FRAMES_PER_LETTER_MIN;
  }

  private static long speech(DecodedPath words) {
    return words.frames().stream().filter(Frame::speech).count();
  }

  private static long letters(DecodedPath words) {
    return words.words().chars().filter(c -> c != ' ').count();
  }
}
