package io.xiaozhimesh.tts.remote;

import io.vertx.core.Future;

/** A service that is asked over WebSockets. Thread-safe. */
public interface SocketService {

  /** How to ask for a sentence; fails where the service does not let us in. */
  Future<SocketQuestion> question(Sentence sentence);

  /** Releases what it holds. */
  default void close() {
  }
}
