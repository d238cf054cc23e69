package io.xiaozhimesh.vad;

import java.util.List;

/**
 * What became of some of a stream's inputs.
 *
 * @param windows their PCM, 512 samples each
 * @param probabilities of speech, one per window; NaN where unknown
 * @param packets what was decoded, in order
 * @param damaged how many of them could not be
 * @param flushed the last input was the declared end
 */
record ScoredAudio(List<short[]> windows, float[] probabilities, List<Packet> packets, int damaged, boolean flushed) {

  /** A decoded packet. */
  record Packet(int sequence, int durationMs) {
  }
}
