package io.xiaozhimesh.bridge;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * The options of the bridge, section {@code bridge}.
 *
 * @param listen where workers connect and who may
 * @param limits what a worker is held to
 * @param encodeThreads threads that encode the PCM of tts workers; 0 for one per processor, at most two
 * @param opusComplexity 0 (cheap) to 10
 */
public record BridgeOptions(ListenOptions listen, WorkerLimits limits, int encodeThreads, int opusComplexity) {

  /** Threads; 0 for one per processor, at most two. */
  public static final int DEFAULT_ENCODE_THREADS = 0;

  /** 0 (cheap) to 10. */
  public static final int DEFAULT_OPUS_COMPLEXITY = 3;

  /**
   * Reads the section.
   *
   * @throws IllegalArgumentException with the path of a wrong option
   */
  public static BridgeOptions from(JsonObject section) {
    OptionsReader in = new OptionsReader("bridge", section);
    return new BridgeOptions(ListenOptions.from(in), WorkerLimits.from(in.section("limits")),
        in.integer("encodeThreads", DEFAULT_ENCODE_THREADS, 0, 64),
        in.integer("opusComplexity", DEFAULT_OPUS_COMPLEXITY, 0, 10));
  }

  /** Whether there is anything to serve. */
  public boolean enabled() {
    return listen.port() >= 0;
  }
}
