package io.xiaozhimesh.asr.remote;

import io.vertx.core.Future;

/** What is special about a service that hears an utterance while it is spoken. Thread-safe. */
public interface SocketService {

  /**
   * How to call it.
   *
   * @param language BCP 47 tag of what is expected, or ""
   */
  Future<SocketQuestion> question(String language);

  /** Releases what it holds. */
  default void close() {
  }
}
