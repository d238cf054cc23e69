package io.xiaozhimesh.vad.internal;

import io.xiaozhimesh.protocol.bus.UtteranceEndReason;

/** What an {@link Endpointer} decides. */
public sealed interface Endpoint {

  /**
   * Speech has begun.
   *
   * @param startSample position of its first voiced window in the stream
   */
  record Started(long startSample) implements Endpoint {
  }

  /**
   * An utterance is over, or was wanted and there is none.
   *
   * @param lastVoicedSample position in the stream after the last voiced window
   * @param speechMs from the first to the last voiced window
   * @param endpointMs audio and waiting time since then
   * @param reason what ended it
   */
  record Stopped(long lastVoicedSample, int speechMs, int endpointMs, UtteranceEndReason reason) implements Endpoint {
  }
}
