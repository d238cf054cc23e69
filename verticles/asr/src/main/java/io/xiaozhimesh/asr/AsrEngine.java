package io.xiaozhimesh.asr;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Turns utterances into transcripts. Thread-safe; each engine has its own bounded worker threads and never computes on
 * the caller's. It serves from the moment its provider has created it.
 */
public interface AsrEngine extends AutoCloseable {

  /** What an engine takes, in Hz: mono, signed 16 bit. */
  int SAMPLE_RATE_HZ = 16_000;

  /** The longest utterance, in milliseconds of audio; the rest is ignored. */
  int UTTERANCE_MS_MAX = 30_000;

  /** The name that stands in transcripts and configuration. */
  String name();

  /** How many utterances may be open or waiting at once. */
  int capacity();

  /**
   * Begins an utterance. Every recognition must be finished or cancelled.
   *
   * @param language BCP 47 tag of what is expected, or "" for unknown
   * @param interim hears what has been understood so far, on any thread; engines without interim results never call it
   * @throws io.xiaozhimesh.protocol.bus.MeshException OVERLOADED beyond {@link #capacity}
   */
  Recognition open(String language, Consumer<String> interim);

  /**
   * What can be said to the mesh. An engine with a grammar limits itself to it, others ignore it. Utterances that are
   * open keep running. Completes when the phrases are in force.
   */
  default CompletionStage<Void> phrases(List<Phrase> phrases) {
    return CompletableFuture.completedFuture(null);
  }

  /** Ends the worker threads and releases the model; open utterances fail. */
  @Override
  void close();
}
