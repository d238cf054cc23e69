package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.MeshException;

/**
 * Takes what an engine makes of one text: any number of {@link #pcm}, then {@link #completed} or {@link #failed}, once.
 * Called by one thread at a time, whichever the engine likes; never blocks.
 */
public interface SpeechSink {

  /**
   * The next samples.
   *
   * @param samples mono, signed 16 bit; taken over, the engine does not write to them again
   * @param sampleRateHz the engine's own rate, the same throughout a synthesis
   */
  void pcm(short[] samples, int sampleRateHz);

  /** Everything has been said. Without any {@link #pcm} before: there was nothing to say. */
  void completed();

  /** It could not be said, or not to its end. */
  void failed(MeshException failure);
}
