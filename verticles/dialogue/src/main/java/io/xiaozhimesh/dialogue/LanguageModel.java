package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;

/**
 * Something that continues a conversation, streaming. Used on the context of the dialogue worker, which must never be
 * blocked; everything is reported on the same context.
 */
public interface LanguageModel {

  /**
   * Begins to answer. Deadlines are the model's own: connecting, first token, silence between tokens, total.
   *
   * @param listener hears deltas, then exactly one of ended or failed; nothing after cancel
   */
  ModelCall generate(ModelRequest request, ModelListener listener);

  /** Releases connections; running calls fail. */
  Future<Void> close();

  /** A running answer. */
  interface ModelCall {

    /** Ends it at once, with its connection. Harmless when it has ended. */
    void cancel();
  }
}
