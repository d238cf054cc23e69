package io.xiaozhimesh.tts.cosyvoice;

import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.remote.RemoteOptions;
import java.util.List;

/**
 * How CosyVoice is asked.
 *
 * @param remote its address, voices, languages and deadlines
 * @param key bearer token, or ""
 * @param model name of the model
 * @param sampleRateHz rate of the sound
 * @param volume 0 to 100; 50 is usual
 * @param rate 1 is usual
 * @param pitch 1 is usual
 */
record CosyVoiceOptions(
    RemoteOptions remote, String key, String model, int sampleRateHz, int volume, double rate, double pitch) {

  static CosyVoiceOptions from(OptionsReader in) {
    return new CosyVoiceOptions(
        RemoteOptions.from(in, "wss://dashscope.aliyuncs.com/api-ws/v1/inference/", List.of("longxiaochun_v2")),
        in.text("key", ""),
        in.text("model", "cosyvoice-v2"),
        in.integer("sampleRateHz", 24_000, 8_000, 48_000),
        in.integer("volume", 50, 0, 100),
        in.number("rate", 1, 0.5, 2),
        in.number("pitch", 1, 0.5, 2));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "CosyVoiceOptions[" + remote + ']';
  }
}
