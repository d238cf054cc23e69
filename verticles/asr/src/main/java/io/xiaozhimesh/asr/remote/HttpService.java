package io.xiaozhimesh.asr.remote;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** What is special about a service that hears an utterance as a whole and answers in JSON. Thread-safe. */
public interface HttpService {

  /**
   * How to ask.
   *
   * @param pcm 16 kHz, mono, 16 bit, little-endian
   * @param language BCP 47 tag of what is expected, or ""
   */
  Future<HttpQuestion> question(byte[] pcm, String language);

  /** Reads a good answer; throws a MeshException for a refusal in it, anything else where it cannot be read. */
  Words read(JsonObject answer);

  /** Releases what it holds. */
  default void close() {
  }
}
