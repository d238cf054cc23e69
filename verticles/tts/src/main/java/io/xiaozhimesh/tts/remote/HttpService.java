package io.xiaozhimesh.tts.remote;

import io.vertx.core.Future;

/** A service that is asked over HTTP. Thread-safe. */
public interface HttpService {

  /** How to ask for a sentence; fails where the service does not let us in. */
  Future<HttpQuestion> question(Sentence sentence);

  /** Releases what it holds. */
  default void close() {
  }
}
