package io.xiaozhimesh.tts.fishspeech;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * Which server, and how to sample.
 *
 * @param remote its address, such as {@code http://127.0.0.1:8080/v1/tts}; ids of references as voices; deadlines
 * @param key bearer token, or ""
 * @param model of Fish Audio, named in a header; "" for a server of one's own
 * @param streaming whether the server sends sound while it makes it
 * @param chunkLength characters that are made at once, 100 to 300
 * @param normalize whether numbers are written out
 * @param sampling what the model is told
 */
record FishSpeechOptions(RemoteOptions remote, String key, String model, boolean streaming, int chunkLength,
    boolean normalize, Sampling sampling) {

  /**
   * How the model draws.
   *
   * @param maxNewTokens longest answer of the model
   * @param topP of what is likely
   * @param repetitionPenalty against loops
   * @param temperature of the draw
   */
  record Sampling(int maxNewTokens, double topP, double repetitionPenalty, double temperature) {
  }

  static FishSpeechOptions from(OptionsReader in) {
    return new FishSpeechOptions(
        RemoteOptions.from(in, "", List.of()),
        in.text("key", ""),
        in.text("model", ""),
        in.flag("streaming", true),
        in.integer("chunkLength", 200, 100, 300),
        in.flag("normalize", true),
        new Sampling(
            in.integer("maxNewTokens", 1_024, 1, 100_000),
            in.number("topP", 0.7, 0.1, 1),
            in.number("repetitionPenalty", 1.2, 0.9, 2),
            in.number("temperature", 0.7, 0.1, 1)));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "FishSpeechOptions[" + remote + ']';
  }
}
