package io.xiaozhimesh.asr.buffered;

import io.xiaozhimesh.asr.Transcript;

/** Understands one whole utterance. Called by several threads of the pool at once. */
@FunctionalInterface
public interface Decoder {

  /**
   * Blocks until the utterance is understood.
   *
   * @param pcm 16 kHz, mono; at least one sample; belongs to the decoder
   * @param language BCP 47 tag of what is expected, or "" for unknown
   */
  Transcript decode(short[] pcm, String language);
}
