package io.xiaozhimesh.asr;

import java.util.concurrent.CompletionStage;

/**
 * One utterance on its way through an engine. Used by one thread at a time. No method blocks, so an event loop may call
 * them; the engine works on threads of its own.
 */
public interface Recognition {

  /**
   * Takes the next piece: 16 kHz, mono. The engine copies it. What goes beyond {@link AsrEngine#UTTERANCE_MS_MAX} is
   * ignored. Does nothing after {@link #finish} or {@link #cancel}.
   */
  void accept(short[] pcm);

  /**
   * All pieces are here. The transcript comes on a thread of the engine; an utterance without any audio has an empty
   * one. Fails with a {@link io.xiaozhimesh.protocol.bus.MeshException}: PROVIDER_FAILED when the engine could not do
   * its work, CANCELLED after {@link #cancel}. A second call gives the same stage.
   */
  CompletionStage<Transcript> finish();

  /** Nobody wants the transcript any more; what the utterance holds is released. May be called at any time. */
  void cancel();
}
