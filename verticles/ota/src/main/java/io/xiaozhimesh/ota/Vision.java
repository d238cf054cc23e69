package io.xiaozhimesh.ota;

import io.vertx.core.Future;

/** Looks at a photo and answers a question about it. Used on one event loop. */
public interface Vision {

  /**
   * Answers with a text to speak, within a deadline of its own; fails with
   * {@link io.xiaozhimesh.protocol.bus.MeshException}, whose message may be shown to the user.
   *
   * @param question what to find out, not empty
   * @param image the whole file, at most 5 MB; not to be changed
   * @param mediaType for example {@code image/jpeg}
   */
  Future<String> explain(String question, byte[] image, String mediaType);

  /** Gives up what it holds. */
  Future<Void> close();
}
