package io.xiaozhimesh.tts.siliconflow;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * How SiliconFlow is asked.
 *
 * @param remote its address, voices, languages and deadlines
 * @param key bearer token, or ""
 * @param model name of the model
 * @param sampleRateHz rate of the sound
 * @param speed 1 is usual
 * @param gainDb 0 is usual
 */
record SiliconFlowOptions(RemoteOptions remote, String key, String model, int sampleRateHz, double speed, double gainDb) {

  static SiliconFlowOptions from(OptionsReader in) {
    return new SiliconFlowOptions(
        RemoteOptions.from(in, "https://api.siliconflow.cn/v1/audio/speech",
            List.of("FunAudioLLM/CosyVoice2-0.5B:alex", "FunAudioLLM/CosyVoice2-0.5B:anna")),
        in.text("key", ""),
        in.text("model", "FunAudioLLM/CosyVoice2-0.5B"),
        in.integer("sampleRateHz", 24_000, 8_000, 44_100),
        in.number("speed", 1, 0.25, 4),
        in.number("gainDb", 0, -10, 10));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "SiliconFlowOptions[" + remote + ']';
  }
}
